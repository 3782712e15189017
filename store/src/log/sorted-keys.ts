import type { LogState } from '@hoist/core';

/** All part keys of a state, sorted by UTF-16 code units. */
export function sortedKeys(state: LogState): string[] {
  return state.buckets.flatMap((bucket) => [...bucket.entries.keys()]).sort();
}
