import { defineStrategy } from '@hoist/core';
import type { Strategy } from '@hoist/core';
import { z } from 'zod';

/** What the setting serves when off, for everybody. */
export const off: Strategy = defineStrategy({
  name: 'off',
  title: 'Off',
  description: 'Everybody gets what the flag serves when it is off.',
  schema: z.object({}),
  bucketed: false,
  variants: () => [null],
  assign: () => null,
  shares: () => [{ variant: null, share: 100_000 }],
  vectors: [
    { params: {}, salt: 'checkout', context: {}, variant: null },
    { params: {}, salt: 'checkout', context: { targetingKey: 'user-1' }, variant: null },
  ],
});
