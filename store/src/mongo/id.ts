/** A document's `_id` made of what it must be unique by: the one index that no collection can lose. */
export function idOf(...names: readonly (string | number)[]): string {
  return JSON.stringify(names);
}
