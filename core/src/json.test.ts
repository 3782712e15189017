import { describe, expect, it } from 'vitest';
import { isJson } from './json.ts';

describe('isJson', () => {
  it.each([null, true, 0, -1.5, '', [], {}, [[{ a: [null] }]], Object.create(null)])('knows %j', (value) => {
    expect(isJson(value)).toBe(true);
  });

  it.each([
    undefined,
    Number.NaN,
    Infinity,
    1n,
    Symbol('a'),
    () => 1,
    new Date(0),
    new Map(),
    [undefined],
    { a: { b: [() => 1] } },
    new Array<number>(1),
  ])('refuses %s', (value) => {
    expect(isJson(value)).toBe(false);
  });

  it('looks through 100,000 levels', () => {
    const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) as unknown;
    expect(isJson(deep)).toBe(true);
  });
});
