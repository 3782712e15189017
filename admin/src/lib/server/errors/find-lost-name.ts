import { deepestJson } from '@hoist/core';

/** In JSON it is a name like any other; an object made of it by assignment gets another prototype, and has no such name. */
const lost = '__proto__';

/**
 * The steps to the first name in JSON that its readers lose, undefined where there is none. Deeper levels than JSON may have
 * are not searched: the value is refused for its depth.
 */
export function findLostName(value: unknown, levels: number = deepestJson): string[] | undefined {
  if (typeof value !== 'object' || value === null || levels === 0) return undefined;
  if (Object.hasOwn(value, lost)) return [lost];
  for (const [name, inner] of Object.entries(value)) {
    if (typeof inner !== 'object') continue;
    const found = findLostName(inner, levels - 1);
    if (found) return [name, ...found];
  }
  return undefined;
}
