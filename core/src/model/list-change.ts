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
  const changes: readonly { readonly key: string; readonly one?: One }[] = sort([
    ...removed.map((key) => ({ key })),
    ...set.map((one) => ({ key: one.key, one })),
  ]);
  const old = sort(before);
  const list: One[] = [];
  let from = 0;
  for (const { key, one } of changes) {
    const place = placeOf(old, key, from);
    while (from < place) list.push(old[from++] as One);
    if (old[from]?.key === key) from++;
    if (one) list.push(one);
  }
  while (from < old.length) list.push(old[from++] as One);
  return list;
}

/** A list in order. Those of rulesets are already: mostly looking is all there is to do. */
function sort<One extends { readonly key: string }>(list: readonly One[]): readonly One[] {
  const isSorted = list.every((one, place) => place === 0 || (list[place - 1] as One).key < one.key);
  if (isSorted) return list;
  return [...list].sort((one, other) => (one.key < other.key ? -1 : Number(one.key > other.key)));
}

/** Where a key is, or would be, in the rest of a sorted list. */
function placeOf(list: readonly { readonly key: string }[], key: string, from: number): number {
  let low = from;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle]?.key ?? '') < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
