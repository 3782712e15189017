import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bucketCount, bucketOf } from '../bucketing/bucket.ts';
import { startHash } from '../bucketing/murmur3.ts';

const vectors = JSON.parse(readFileSync(new URL('./fractional.json', import.meta.url), 'utf8')) as {
  readonly flagd: { readonly rows: readonly FlagdRow[] };
  readonly optimizely: { readonly rows: readonly OptimizelyRow[] };
};

interface FlagdRow {
  readonly prefix: string;
  readonly unit: string;
  readonly weights: readonly (readonly [variant: string, weight: number])[];
  readonly variant: string;
}

interface OptimizelyRow {
  readonly unit: string;
  readonly experiment: string;
  readonly bucket: number;
}

/** As a split hands out versions: the first range that ends behind the bucket. */
function pick({ weights }: FlagdRow, bucket: number): string | undefined {
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
  let end = 0;
  for (const [variant, weight] of weights) {
    end += (weight * bucketCount) / total;
    if (bucket < end) return variant;
  }
  return undefined;
}

describe('a bucket, begun with the prefix that another hashes,', () => {
  it.each(vectors.flagd.rows)('of "$prefix" and "$unit" gives flagd\'s $variant', (row) => {
    expect(pick(row, bucketOf(startHash(row.prefix), row.unit))).toBe(row.variant);
  });

  it.each(vectors.optimizely.rows)(
    'of "$unit" and "$experiment" is Optimizely\'s $bucket, ten times as fine',
    ({ unit, experiment, bucket }) => {
      expect(Math.floor(bucketOf(startHash('', 1), unit + experiment) / 10)).toBe(bucket);
    },
  );
});
