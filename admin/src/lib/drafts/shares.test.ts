import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moveShares, sharesOf, wholeShare } from './shares.ts';
import type { Range } from './shares.ts';

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
          for (const [variant, share] of wanted) expect(sharesOf(after).get(variant) ?? 0).toBe(share);
          const must = [...wanted].reduce(
            (sum, [variant, share]) => sum + Math.max(0, share - (before.get(variant) ?? 0)),
            0,
          );
          expect(moved(ranges, after)).toBe(must);
          ranges = after;
        }
      }),
      { numRuns: 200 },
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
