import { countOf, listOf } from './words.ts';

interface Use {
  readonly environment: { readonly key: string };
  readonly flag: string;
}

/** Says what saving a definition does to flags: first who uses it (`unused` where nobody does), then what follows. */
export function describeSave(
  uses: readonly Use[],
  unused: string,
): { readonly effect: string; readonly effectMore: string } {
  const flags = new Set(uses.map(({ flag }) => flag)).size;
  if (flags === 0) return { effect: unused, effectMore: 'Saving changes nothing for anybody.' };
  const places = [...new Set(uses.map(({ environment }) => environment.key))];
  return {
    effect: `Used by ${countOf(flags, 'flag')} in ${listOf(places)}.`,
    effectMore: 'Unprotected environments follow at once; protected ones wait for a review.',
  };
}
