import { listOf } from '#lib/words.ts';
import type { Flash } from './flash.ts';

/** What was saved, and where it waits for a review. */
export function toSavedFlash(
  saved: string,
  environments: readonly { readonly environment: { readonly key: string }; readonly pending: boolean }[],
): Flash {
  const pending = environments.filter((place) => place.pending).map(({ environment }) => environment.key);
  const [first] = pending;
  if (first === undefined) return { text: saved };
  return {
    text: `${saved} ${listOf(pending)} keeps the revision it serves until somebody reviews it.`,
    link: { href: `/review/${first}`, text: 'Review' },
  };
}
