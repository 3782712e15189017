import { formTexts } from './texts/form.ts';

interface Use {
  readonly environment: { readonly key: string };
  readonly flag: string;
}

/** Says what saving a definition does to flags: first who uses it (`unused` where nobody does), then what follows. */
export function describeSave(
  uses: readonly Use[],
  unused: string,
): { readonly effect: string; readonly effectMore: string } {
  const texts = formTexts.effect;
  const flags = new Set(uses.map(({ flag }) => flag)).size;
  if (flags === 0) return { effect: unused, effectMore: texts.nothing };
  const places = [...new Set(uses.map(({ environment }) => environment.key))];
  return {
    effect: texts.used(flags, places),
    effectMore: texts.follow,
  };
}

interface ServedPlace {
  readonly environment: { readonly key: string; readonly protected: boolean };
  /** False where the flag was never set up: nobody can notice a change there. */
  readonly isSetUp: boolean;
}

/** Says where a changed flag is noticed: at once, and after a review. `isNoticed`: its versions or its readers differ. */
export function describeFlagSave(
  places: readonly ServedPlace[],
  isNoticed: boolean,
): { readonly effect: string; readonly effectMore: string } {
  const texts = formTexts.effect;
  const served = places.filter(({ isSetUp }) => isSetUp).map(({ environment }) => environment);
  if (!isNoticed || served.length === 0) return { effect: texts.unnoticed, effectMore: texts.nothing };
  const atOnce = served.filter((each) => !each.protected).map(({ key }) => key);
  const reviewed = served.filter((each) => each.protected).map(({ key }) => key);
  const [later, more] = [texts.reviewed(reviewed), reviewed.length > 0];
  if (atOnce.length === 0) return { effect: later, effectMore: texts.untilThen };
  return { effect: texts.atOnce(atOnce), effectMore: more ? later : '' };
}
