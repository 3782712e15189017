import { deepestJson } from '@hoist/core';

/** In JSON it is a name like any other; an object made of it by assignment gets another prototype, and has no such name. */
const lost = '__proto__';

/**
 * The dotted path of the first name in JSON that its readers lose, undefined where there is none. What is deeper than JSON
 * may be is not looked at: it is refused for that.
 */
export function findLostName(value: unknown, at = '', levels: number = deepestJson): string | undefined {
  if (typeof value !== 'object' || value === null || levels === 0) return undefined;
  const prefix = at === '' ? '' : `${at}.`;
  if (Object.hasOwn(value, lost)) return `${prefix}${lost}`;
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner !== 'object') continue;
    const found = findLostName(inner, `${prefix}${name}`, levels - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
