import { bucketCount, defineStrategy } from '@hoist/core';
import type { Strategy } from '@hoist/core';
import { z } from 'zod';
import { sharesOf } from './move-shares.ts';
import type { Range } from './move-shares.ts';
import { byParam, variantParam } from './params.ts';

const maxRanges = 1_000;
const edge = z.int(`Enter a whole number from 0 to ${bucketCount}.`).min(0).max(bucketCount);

const splitSchema = z
  .object({
    ranges: z
      .array(
        z
          .object({
            from: edge.meta({ title: 'From' }),
            to: edge.meta({ title: 'To', description: 'Not included.' }),
            variant: variantParam.meta({ title: 'Version' }),
          })
          .meta({ title: 'Range' }),
      )
      .min(1, 'Enter at least one range.')
      .max(maxRanges, `A split has at most ${maxRanges} ranges.`)
      .meta({ title: 'Ranges of buckets', description: 'From 0 to 100,000 without a gap; 1,000 is 1 %.' }),
    by: byParam,
  })
  .superRefine((params, refinement) => {
    const last = params.ranges.length - 1;
    params.ranges.forEach((range, index) => {
      const from = params.ranges[index - 1]?.to ?? 0;
      if (range.from !== from) {
        const message = `This range must begin at ${from}, where the one before it ends.`;
        refinement.addIssue({ code: 'custom', path: ['ranges', index, 'from'], message });
      }
      if (range.to <= range.from) {
        const message = 'A range must end after it begins.';
        refinement.addIssue({ code: 'custom', path: ['ranges', index, 'to'], message });
      }
      if (index === last && range.to !== bucketCount) {
        const message = `The last range must end at ${bucketCount}, so that everybody gets a version.`;
        refinement.addIssue({ code: 'custom', path: ['ranges', index, 'to'], message });
      }
    });
  });

const quarter = {
  ranges: [
    { from: 0, to: 25_000, variant: 'on' },
    { from: 25_000, to: 100_000, variant: 'off' },
  ],
};

const everybody = { ranges: [{ from: 0, to: 100_000, variant: 'on' }] };

/** Versions by ranges of buckets: a percentage, or several versions side by side. */
export const split: Strategy = defineStrategy({
  name: 'split',
  title: 'Percentages',
  description:
    'Each person gets one version by chance, always the same one. Raising a percentage moves nobody out.',
  schema: splitSchema.transform(({ ranges, by }) => ({ ranges, by, only: onlyVariant(ranges) })),
  bucketed: true,
  variants: ({ ranges }) => [...new Set(ranges.map(({ variant }) => variant))],
  assign(subject, { ranges, by, only }) {
    if (only !== undefined) return only;
    const bucket = subject.bucket('split', by);
    if (bucket === undefined) return undefined;
    for (let index = 0; index < ranges.length; index++) {
      const range = ranges[index];
      if (range !== undefined && bucket < range.to) return range.variant;
    }
    return undefined;
  },
  shares: ({ ranges }) => [...sharesOf(ranges)].map(([variant, share]) => ({ variant, share })),
  vectors: [
    { params: quarter, salt: 'checkout', context: { targetingKey: 'user-5' }, variant: 'on' },
    { params: quarter, salt: 'checkout', context: { targetingKey: 'user-1' }, variant: 'off' },
    { params: quarter, salt: 'checkout', context: { targetingKey: 'Zoë' }, variant: 'on' },
    { params: quarter, salt: 'checkout', context: { targetingKey: '用户-1' }, variant: 'on' },
    { params: quarter, salt: 'checkout', context: {} },
    {
      params: { ...quarter, by: 'company' },
      salt: 'checkout',
      context: { company: 'user-5' },
      variant: 'on',
    },
    { params: { ...quarter, by: 'company' }, salt: 'checkout', context: { company: 42 }, variant: 'off' },
    {
      params: { ...quarter, by: 'company' },
      salt: 'checkout',
      context: { targetingKey: 'user-5' },
    },
    { params: everybody, salt: 'checkout', context: {}, variant: 'on' },
  ],
});

/** With one version there is nothing to decide, so that no unit is needed. */
function onlyVariant(ranges: readonly Range[]): string | undefined {
  const first = ranges[0]?.variant;
  return ranges.every(({ variant }) => variant === first) ? first : undefined;
}
