/**
 * Makes a document's `_id` of the names that it must be unique by, because the index of `_id` is the only one that a
 * collection cannot lose.
 */
export function idOf(...names: readonly (string | number)[]): string {
  return JSON.stringify(names);
}
