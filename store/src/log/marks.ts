import type { VersionRecord } from '@hoist/core';

/**
 * What versions of a log are found by. A part's mark is its key; no key of a part has a `=`. The triggers of SQLite write the
 * same marks (`sqlite/migrations/0004-version-marks.ts`).
 */
export const markOf = {
  part: (partKey: string) => partKey,
  /** Of any part whose key begins with this word: `flag`, `segment`, `keyring`. */
  noun: (noun: string) => `noun=${noun}`,
  kind: (kind: string) => `kind=${kind}`,
  who: ({ kind, id }: Pick<VersionRecord['who'], 'kind' | 'id'>) => `who=${kind}/${id}`,
} as const;

/** Every mark of a version, each once. */
export function marksOf({
  set,
  removed,
  kind,
  who,
}: Pick<VersionRecord, 'set' | 'removed' | 'kind' | 'who'>): string[] {
  const partKeys = [...set.map(([partKey]) => partKey), ...removed];
  const nouns = new Set(partKeys.map((partKey) => partKey.split('/', 1)[0] ?? ''));
  return [...partKeys, ...[...nouns].map(markOf.noun), markOf.kind(kind), markOf.who(who)];
}
