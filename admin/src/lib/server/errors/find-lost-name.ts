import { deepestJson } from '@hoist/core';

/** A valid name in JSON. Assigning it to an object sets the prototype instead, so the name is lost. */
const lost = '__proto__';

/**
 * Finds the first name in JSON that readers would lose and returns the steps to it; undefined if there is none.
 * Levels deeper than JSON may have are not searched, because the value is refused for its depth.
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
