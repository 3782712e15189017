import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moveShares, sharesOf, wholeShare } from './move-shares.ts';
import type { Range } from './move-shares.ts';

const whole: readonly Range[] = [{ from: 0, to: wholeShare, variant: 'off' }];
const shares = (...entries: [string, number][]) => new Map(entries);
const variantAt = (ranges: readonly Range[], bucket: number) =>
  ranges.find(({ from, to }) => from <= bucket && bucket < to)?.variant;

describe('moveShares', () => {
  it('raises a percentage without taking it from anybody', () => {
    const quarter = moveShares(whole, shares(['on', 25_000], ['off', 75_000]));
    const half = moveShares(quarter, shares(['on', 50_000], ['off', 50_000]));
    for (let bucket = 0; bucket < wholeShare; bucket += 50) {
      if (variantAt(quarter, bucket) === 'on') expect(variantAt(half, bucket)).toBe('on');
    }
    expect(sharesOf(half)).toEqual(shares(['off', 50_000], ['on', 50_000]));
  });

  it('leaves everybody where they are when nothing changes', () => {
    const ranges = moveShares(whole, shares(['a', 33_333], ['b', 33_333], ['off', 33_334]));
    expect(moveShares(ranges, sharesOf(ranges))).toEqual(ranges);
  });

  it('moves 13 % from 33, 33 and 34 to 20, 40 and 40 %, where ranges laid out anew would move 19 %', () => {
    const before = moveShares(whole, shares(['a', 33_000], ['b', 33_000], ['c', 34_000]));
    const after = moveShares(before, shares(['a', 20_000], ['b', 40_000], ['c', 40_000]));
    expect(moved(before, after)).toBe(13_000);
    expect(after).toEqual([
      { from: 0, to: 20_000, variant: 'a' },
      { from: 20_000, to: 27_000, variant: 'b' },
      { from: 27_000, to: 33_000, variant: 'c' },
      { from: 33_000, to: 66_000, variant: 'b' },
      { from: 66_000, to: 100_000, variant: 'c' },
    ]);
  });

  it('gives the same whatever order the ranges stand in, and nothing to who is to have nothing', () => {
    const before = moveShares(whole, shares(['a', 33_000], ['b', 33_000], ['c', 34_000]));
    const wanted = shares(['a', 0], ['d', 0], ['b', 60_000], ['c', 40_000]);
    const after = moveShares(before, wanted);
    expect(after).toEqual([
      { from: 0, to: 27_000, variant: 'b' },
      { from: 27_000, to: 33_000, variant: 'c' },
      { from: 33_000, to: 66_000, variant: 'b' },
      { from: 66_000, to: 100_000, variant: 'c' },
    ]);
    expect(moveShares(before.toReversed(), wanted)).toEqual(after);
  });

  it('gives from the end of the last range of who shrinks', () => {
    const before = [
      { from: 0, to: 10_000, variant: 'a' },
      { from: 10_000, to: 60_000, variant: 'b' },
      { from: 60_000, to: wholeShare, variant: 'a' },
    ];
    expect(moveShares(before, shares(['a', 45_000], ['b', 55_000]))).toEqual([
      { from: 0, to: 10_000, variant: 'a' },
      { from: 10_000, to: 60_000, variant: 'b' },
      { from: 60_000, to: 95_000, variant: 'a' },
      { from: 95_000, to: wholeShare, variant: 'b' },
    ]);
  });

  const weights = fc.array(fc.nat(), { minLength: 3, maxLength: 3 }).map(([a = 0, b = 0, c = 0]) => {
    const sum = a + b + c || 1;
    const first = Math.floor((a * wholeShare) / sum);
    const second = Math.min(Math.floor((b * wholeShare) / sum), wholeShare - first);
    return shares(['a', first], ['b', second], ['c', wholeShare - first - second]);
  });

  it('covers everything, has the shares wanted, and moves no more than it must', () => {
    fc.assert(
      fc.property(fc.array(weights, { minLength: 2, maxLength: 6 }), (steps) => {
        let ranges = whole;
        for (const wanted of steps) {
          const before = sharesOf(ranges);
          const after = moveShares(ranges, wanted);
          expect(after[0]?.from).toBe(0);
          expect(after.at(-1)?.to).toBe(wholeShare);
          after.forEach((range, index) => expect(range.from).toBe(after[index - 1]?.to ?? 0));
          for (const { from, to } of after) expect(from).toBeLessThan(to);
          for (const [variant, share] of wanted) expect(sharesOf(after).get(variant) ?? 0).toBe(share);
          const must = [...wanted].reduce(
            (sum, [variant, share]) => sum + Math.max(0, share - (before.get(variant) ?? 0)),
            0,
          );
          expect(moved(ranges, after)).toBe(must);
          ranges = after;
        }
      }),
      { numRuns: 500 },
    );
  });
});

function moved(before: readonly Range[], after: readonly Range[]): number {
  let buckets = 0;
  for (const a of before) {
    for (const b of after) {
      if (a.variant !== b.variant) buckets += Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from));
    }
  }
  return buckets;
}
