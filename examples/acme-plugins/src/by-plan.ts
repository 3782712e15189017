import { defineStrategy } from '@hoist/core';
import type { Strategy } from '@hoist/core';
import { z } from 'zod';

const variant = z.string().min(1, 'Choose a version.');

/** Another percentage for each value of the attribute `plan`; a plan that is not listed has 0 %. */
export const byPlan: Strategy = defineStrategy({
  name: 'acme:by-plan',
  title: 'A percentage for each plan',
  description: 'Everybody on a plan has the same chance; raising it only adds people.',
  schema: z.object({
    variant: variant.meta({ title: 'Version' }),
    otherwise: variant.meta({ title: 'Version for the others' }),
    percents: z.record(z.string(), z.number().min(0).max(100)).meta({ title: 'Percent by plan' }),
  }),
  bucketed: true,
  variants: (params) => [params.variant, params.otherwise],
  assign(subject, params) {
    const bucket = subject.bucket('split');
    if (bucket === undefined) return undefined;
    const plan = subject.attribute('plan');
    const known = typeof plan === 'string' && Object.hasOwn(params.percents, plan);
    const percent = known ? (params.percents[plan] ?? 0) : 0;
    return bucket < percent * 1_000 ? params.variant : params.otherwise;
  },
  vectors: [
    {
      params: { variant: 'on', otherwise: 'off', percents: { pro: 100, free: 0 } },
      salt: 'checkout',
      context: { targetingKey: 'user-1', plan: 'pro' },
      variant: 'on',
    },
    {
      params: { variant: 'on', otherwise: 'off', percents: { pro: 100, free: 0 } },
      salt: 'checkout',
      context: { targetingKey: 'user-1', plan: 'free' },
      variant: 'off',
    },
    {
      params: { variant: 'on', otherwise: 'off', percents: { pro: 100 } },
      salt: 'checkout',
      context: { plan: 'pro' },
      variant: null,
    },
  ],
});
