/** What makes one list of named things out of another. */
export interface ListChange<One> {
  /** New, or another object than before. */
  readonly set: readonly One[];
  /** Keys that are gone. */
  readonly removed: readonly string[];
}

/**
 * Compares two lists by identity in one pass. Both should be sorted by key, as rulesets are; in any other order the change
 * is still right, only longer.
 */
export function findListChange<One extends { readonly key: string }>(
  before: readonly One[],
  after: readonly One[],
): ListChange<One> {
  const set: One[] = [];
  const removed: string[] = [];
  let old = 0;
  for (let index = 0; index < after.length; index++) {
    const now = after[index] as One;
    while (old < before.length && (before[old] as One).key < now.key)
      removed.push((before[old++] as One).key);
    if (before[old] === now) {
      old++;
      continue;
    }
    set.push(now);
    if (before[old]?.key === now.key) old++;
  }
  for (; old < before.length; old++) removed.push((before[old] as One).key);
  if (set.length === 0 || removed.length === 0) return { set, removed };
  const back = new Set(set.map(({ key }) => key));
  return { set, removed: removed.filter((key) => !back.has(key)) };
}

/** The list after a change, sorted by key. One pass, however large the change is. */
export function applyListChange<One extends { readonly key: string }>(
  before: readonly One[],
  { set, removed }: ListChange<One>,
): One[] {
  const fresh = sort(set);
  const gone = new Set(removed);
  const list: One[] = [];
  let next = 0;
  for (const one of sort(before)) {
    while (next < fresh.length && (fresh[next] as One).key < one.key) list.push(fresh[next++] as One);
    if (fresh[next]?.key === one.key) list.push(fresh[next++] as One);
    else if (!gone.has(one.key)) list.push(one);
  }
  while (next < fresh.length) list.push(fresh[next++] as One);
  return list;
}

/** A list in order. Those of rulesets are already: mostly looking is all there is to do. */
function sort<One extends { readonly key: string }>(list: readonly One[]): readonly One[] {
  const isSorted = list.every((one, place) => place === 0 || (list[place - 1] as One).key < one.key);
  return isSorted ? list : [...list].sort((one, other) => (one.key < other.key ? -1 : 1));
}
