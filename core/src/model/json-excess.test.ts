import { describe, expect, it } from 'vitest';
import { findExcess } from './json-excess.ts';
import type { Json } from './json.ts';

const limits = { depth: 3, entries: 4 };

function nest(levels: number): Json {
  let value: Json = 1;
  for (let level = 0; level < levels; level++) value = [value];
  return value;
}

describe('findExcess', () => {
  it('accepts what is exactly at the limits', () => {
    expect(findExcess(nest(3), limits)).toBeUndefined();
    expect(findExcess({ a: 1, b: 2, c: 3, d: 4 }, limits)).toBeUndefined();
  });

  it.each([
    ['one level too deep', nest(4), 'at most 3 levels'],
    ['one entry too many in a list', [1, 2, 3, 4, 5], 'at most 4 entries'],
    ['one entry too many in an object below', [{ a: 1, b: 2, c: 3, d: 4, e: 5 }], 'at most 4 entries'],
    ['a number that overflowed', JSON.parse('{"a":1e400}') as Json, 'beyond what JSON readers can hold'],
  ])('names the limit for %s', (_, value, words) => {
    expect(findExcess(value, limits)).toContain(words);
  });

  it('does not descend into what is far too deep', () => {
    expect(findExcess(nest(100_000), limits)).toContain('nested too deep');
  });
});
