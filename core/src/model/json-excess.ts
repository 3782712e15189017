import type { Json } from './json.ts';

/** What a host accepts from outside: levels of nesting (the document itself is the first) and entries of one object or list. */
export interface JsonLimits {
  readonly depth: number;
  readonly entries: number;
}

/**
 * Says what is too much in parsed JSON, as a sentence, or nothing. Stops at the first excess, so that its own depth is
 * bounded. Numbers that overflow (1e400) parse to infinity and are refused too.
 */
export function findExcess(value: Json | undefined, limits: JsonLimits): string | undefined {
  return findBelow(value, limits, 1);
}

function findBelow(value: Json | undefined, limits: JsonLimits, depth: number): string | undefined {
  if (typeof value === 'number')
    return Number.isFinite(value) ? undefined : 'A number is beyond what JSON readers can hold.';
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth > limits.depth) return `The JSON is nested too deep: at most ${limits.depth} levels.`;
  const entries: readonly (Json | undefined)[] = Array.isArray(value) ? value : Object.values(value);
  if (entries.length > limits.entries) return `An object or list has at most ${limits.entries} entries.`;
  for (const entry of entries) {
    const excess = findBelow(entry, limits, depth + 1);
    if (excess) return excess;
  }
  return undefined;
}
