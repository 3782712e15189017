import { defineStrategy } from '@hoist/core';
import { z } from 'zod';

const version = z.string().min(1, 'Choose a version.');
const percents = z.record(z.string(), z.number().min(0).max(100));
const toMap = (record: object) => new Map<unknown, number>(Object.entries(record));
const params = { variant: 'on', otherwise: 'off', percents: { pro: 100, free: 0 } };

/** Another percentage for each value of the attribute `plan`; a plan that is not listed has 0 %. */
export const byPlan = defineStrategy({
  name: 'acme:by-plan',
  title: 'A percentage for each plan',
  description: 'Everybody on a plan has the same chance; raising it only adds people.',
  schema: z.object({
    variant: version.meta({ title: 'Version', format: 'variant' }),
    otherwise: version.meta({ title: 'Version for the others', format: 'variant' }),
    percents: percents.meta({ title: 'Percent by plan' }).transform(toMap),
  }),
  bucketed: true,
  variants: ({ variant, otherwise }) => [variant, otherwise],
  assign(subject, { variant, otherwise, percents }) {
    const bucket = subject.bucket('split');
    if (bucket === undefined) return undefined;
    const percent = percents.get(subject.attribute('plan')) ?? 0;
    return bucket < percent * 1_000 ? variant : otherwise;
  },
  vectors: [
    { params, salt: 'checkout', context: { targetingKey: 'user-1', plan: 'pro' }, variant: 'on' },
    { params, salt: 'checkout', context: { targetingKey: 'user-1', plan: 'free' }, variant: 'off' },
    { params, salt: 'checkout', context: { plan: 'pro' } },
  ],
});
