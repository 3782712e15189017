import { defineStrategy } from '@hoist/core';
import type { Strategy } from '@hoist/core';
import { z } from 'zod';
import { variantParam } from './params.ts';

/** One version for everybody. */
export const fixed: Strategy = defineStrategy({
  name: 'fixed',
  title: 'One version',
  description: 'Everybody gets this version.',
  schema: z.object({
    variant: variantParam.meta({ title: 'Version' }),
  }),
  bucketed: false,
  variants: (params) => [params.variant],
  assign: (_subject, params) => params.variant,
  shares: (params) => [{ variant: params.variant, share: 100_000 }],
  vectors: [
    { params: { variant: 'on' }, salt: 'checkout', context: {}, variant: 'on' },
    { params: { variant: 'on' }, salt: 'checkout', context: { targetingKey: 'user-1' }, variant: 'on' },
  ],
});
