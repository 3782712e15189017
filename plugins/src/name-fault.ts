/**
 * Describes why a third-party plugin cannot have this name, as the predicate of a sentence that ends with a suggestion;
 * undefined for a valid name. Built-in plugins have no prefix, so names of third parties never collide with them.
 */
export function findNameFault(name: string): string | undefined {
  if (/^[a-z0-9-]+:[a-z0-9-]+$/.test(name)) return undefined;
  const better = `like '${suggest(name)}'`;
  return /^[a-z0-9-]+$/.test(name)
    ? `needs a prefix of its own, ${better}, so that it never meets one of ours.`
    : `needs a name of two words with a colon between, each of lower-case letters, digits and hyphens, ${better}.`;
}

function suggest(name: string): string {
  const [prefix = '', ...rest] = name.includes(':') ? name.split(':') : ['', name];
  return `${toWord(prefix) || 'acme'}:${toWord(rest.join('-')) || 'mine'}`;
}

function toWord(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
