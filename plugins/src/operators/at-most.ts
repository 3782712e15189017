import { defineOperator } from '@hoist/core';
import type { Operator } from '@hoist/core';
import { z } from 'zod';

/** Whether a number is this one or less. */
export const atMost: Operator = defineOperator({
  name: 'at-most',
  title: 'is at most',
  negatedTitle: 'is not at most',
  description: 'This number or one below it. Texts never match, even if they look like numbers.',
  group: 'Number',
  accepts: ['number'],
  schema: z.number('Enter a number.').meta({ title: 'Number' }),
  matches: (actual, operand) => actual <= operand,
  matchRange: (operand) => ({ to: operand }),
  vectors: [
    { actual: 18, operand: 18, matches: true },
    { actual: 18.001, operand: 18, matches: false },
    { actual: 0, operand: -0, matches: true },
    { actual: -1e300, operand: 0, matches: true },
    { actual: '18', operand: 18, matches: false },
  ],
});
