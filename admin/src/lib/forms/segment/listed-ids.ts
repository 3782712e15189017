/** An ID in quotes, with its quotes doubled; or what lies between two separators. */
const entry = /[^\S\n]*"((?:[^"]|"")*)"[^\S\n]*(?=[\n,;]|$)|[^\n,;]+/g;

/** Reads IDs, separated by lines, commas or semicolons, each once, and counts duplicates. Quotes hold what a separator would end. */
export function parseIds(text: string): { readonly ids: readonly string[]; readonly duplicates: number } {
  const found = [...text.matchAll(entry)]
    .map(([bare, quoted]) => quoted?.replaceAll('""', '"') ?? bare.trim())
    .filter(Boolean);
  const ids = [...new Set(found)];
  return { ids, duplicates: found.length - ids.length };
}

/** Writes IDs one a line, in quotes where they would be read as something else. */
export function writeIds(ids: readonly string[]): string {
  return ids.map((id) => (isPlain(id) ? id : `"${id.replaceAll('"', '""')}"`)).join('\n');
}

function isPlain(id: string): boolean {
  return !/[\n,;]|^"/.test(id) && id.trim() === id;
}
