import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalize, NotCanonicalError } from './canonical.ts';
import type { Json } from '../model/json.ts';

interface Golden {
  readonly value: Json;
  readonly text: string;
}
const golden = JSON.parse(
  readFileSync(new URL('../../golden/canonical.json', import.meta.url), 'utf8'),
) as Golden[];

describe('canonicalize', () => {
  // Among them the examples of RFC 8785, sections 3.2.2 and 3.2.3, as far as whole numbers stay below 2^53.
  it.each(golden.map(({ value, text }) => [text, value] as const))('writes %s', (text, value) => {
    expect(canonicalize(value)).toBe(text);
  });

  it('leaves out what is undefined in an object', () => {
    expect(canonicalize({ b: 1, a: undefined } as unknown as Json)).toBe('{"b":1}');
  });

  it.each<[string, unknown, string]>([
    ['half a surrogate pair', { a: ['\ud800'] }, '/a/0'],
    ['half a surrogate pair in a key', { '\udc00': 1 }, '/\udc00'],
    ['a hole in a list', { a: new Array<Json>(1) }, '/a/0'],
    ['undefined in a list', [undefined], '/0'],
    ['NaN', { 'a/b': Number.NaN }, '/a~1b'],
    ['infinity', [1, -Infinity], '/1'],
    ['an integer beyond 2^53 - 1', { '~': 2 ** 53 }, '/~0'],
    ['a large number that is no integer to the eye', 1e15 + 2 ** 53, ''],
    ['a function', () => 1, ''],
    ['a bigint', [1n], '/0'],
  ])('refuses %s and says where', (_what, value, path) => {
    const attempt = () => canonicalize(value as Json);
    expect(attempt).toThrow(NotCanonicalError);
    expect(attempt).toThrow(expect.objectContaining({ path }));
  });

  it('gives one text whatever the order of keys, and loses nothing', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const json = value as Json;
        if (holdsHugeInteger(json)) return;
        const text = canonicalize(json);
        expect(canonicalize(reverseKeys(json))).toBe(text);
        expect(canonicalize(JSON.parse(text) as Json)).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(json)));
      }),
    );
  });
});

function holdsHugeInteger(value: Json): boolean {
  if (typeof value === 'number') return Number.isInteger(value) && !Number.isSafeInteger(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsHugeInteger);
}

function reverseKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(reverseKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reverseKeys(inner)]),
  );
}
