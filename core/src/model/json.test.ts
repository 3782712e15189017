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

  it.each([
    [64, true],
    [65, false],
    [100_000, false],
  ])('says of %i levels: %s', (levels, expected) => {
    const deep = JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`) as unknown;
    expect(isJson(deep)).toBe(expected);
  });

  it('refuses a cycle at once, however often it meets itself', () => {
    const cycle: unknown[] = [];
    cycle.push(cycle, cycle, cycle);
    expect(isJson(cycle)).toBe(false);
  });
});
