import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isApart, isWithin } from './match-range.ts';
import type { MatchRange } from './match-range.ts';

const numbers = Array.from({ length: 13 }, (_, index) => index / 2 - 3);

const ranges: fc.Arbitrary<MatchRange> = fc.oneof(
  fc.constant<MatchRange>({ present: true }),
  fc.array(fc.constantFrom(...numbers), { maxLength: 4 }).map((values) => ({ values: new Set(values) })),
  fc
    .record({
      from: fc.constantFrom(undefined, -2, 0, 1),
      to: fc.constantFrom(undefined, -1, 0, 1, 2),
      fromOpen: fc.boolean(),
      toOpen: fc.boolean(),
    })
    .map(
      (range) =>
        Object.fromEntries(Object.entries(range).filter(([, value]) => value !== undefined)) as MatchRange,
    ),
);

function matches(matchRange: MatchRange, value: number): boolean {
  if ('values' in matchRange) return matchRange.values.has(value);
  if ('present' in matchRange) return true;
  const { from = -Infinity, to = Infinity, fromOpen = false, toOpen = false } = matchRange;
  return (fromOpen ? value > from : value >= from) && (toOpen ? value < to : value <= to);
}

describe('match ranges', () => {
  it('are never called within another, or apart, where a number says otherwise', () => {
    fc.assert(
      fc.property(ranges, ranges, (one, other) => {
        if (isWithin(one, other))
          expect(numbers.every((n) => !matches(one, n) || matches(other, n))).toBe(true);
        if (isApart(one, other))
          expect(numbers.some((n) => matches(one, n) && matches(other, n))).toBe(false);
      }),
      { numRuns: 2_000, seed: 7 },
    );
  });

  it.each<[MatchRange, MatchRange, boolean, boolean]>([
    [{ values: new Set<unknown>(['DE']) }, { values: new Set<unknown>(['AT', 'DE']) }, true, false],
    [{ values: new Set<unknown>(['DE', 'CH']) }, { values: new Set<unknown>(['AT', 'DE']) }, false, false],
    [{ values: new Set<unknown>(['DE']) }, { values: new Set<unknown>(['AT']) }, false, true],
    [{ values: new Set<unknown>([5]) }, { from: 5 }, true, false],
    [{ values: new Set<unknown>([5]) }, { from: 5, fromOpen: true }, false, true],
    [{ values: new Set<unknown>(['5']) }, { from: 0 }, false, true],
    [{ from: 1, to: 2 }, { from: 1, fromOpen: true }, false, false],
    [{ to: 1 }, { from: 1, fromOpen: true }, false, true],
    [{ to: 1 }, { from: 1 }, false, false],
    [{ axis: 'date', from: 1 }, { from: 1 }, false, false],
    [{ axis: 'date', from: 1 }, { axis: 'date', from: 0 }, true, false],
    [{ axis: 'date', to: 0 }, { axis: 'date', from: 1 }, false, true],
    [{ values: new Set<unknown>([1]) }, { axis: 'date', from: 0 }, false, false],
    [{ values: new Set<unknown>(['DE', 0]) }, { present: true }, true, false],
    [{ values: new Set<unknown>([null]) }, { present: true }, false, true],
    [{ axis: 'date', from: 0 }, { present: true }, true, false],
    [{ present: true }, { from: 0 }, false, false],
    [{ present: true }, { present: true }, true, false],
  ])('%j and %j: within %s, apart %s', (one, other, within, apart) => {
    expect([isWithin(one, other), isApart(one, other), isApart(other, one)]).toEqual([within, apart, apart]);
  });
});
