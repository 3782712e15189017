import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bucketCount, bucketOf, startBucket } from './bucket.ts';

interface Vector {
  readonly salt: string;
  readonly purpose: string;
  readonly unit: string;
  readonly bucket: number;
}
const golden = JSON.parse(
  readFileSync(new URL('../../golden/buckets.json', import.meta.url), 'utf8'),
) as Vector[];

describe('bucketOf', () => {
  it.each(golden)(
    'puts $unit of $salt:$purpose into bucket $bucket for ever',
    ({ salt, purpose, unit, bucket }) => {
      expect(bucketOf(startBucket(salt, purpose), unit)).toBe(bucket);
    },
  );

  it('fills a thousand bins evenly', () => {
    const start = startBucket('even', 'split');
    const bins = new Array<number>(1_000).fill(0);
    const units = 200_000;
    for (let unit = 0; unit < units; unit++) {
      const bin = Math.floor((bucketOf(start, `user-${unit}`) * 1_000) / bucketCount);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    const mean = units / 1_000;
    const chiSquare = bins.reduce((sum, count) => sum + (count - mean) ** 2 / mean, 0);
    // 999 degrees of freedom: five standard deviations above the mean.
    expect(chiSquare).toBeLessThan(999 + 5 * Math.sqrt(2 * 999));
  });

  it('is independent between two salts and between two purposes', () => {
    const one = startBucket('first', 'split');
    for (const other of [startBucket('second', 'split'), startBucket('first', 'alloc')]) {
      let both = 0;
      let inOne = 0;
      for (let unit = 0; unit < 100_000; unit++) {
        if (bucketOf(one, String(unit)) >= 10_000) continue;
        inOne++;
        if (bucketOf(other, String(unit)) < 10_000) both++;
      }
      expect(both / inOne).toBeGreaterThan(0.09);
      expect(both / inOne).toBeLessThan(0.11);
    }
  });
});
