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
