import { defineOperator } from '@hoist/core';
import type { Operator } from '@hoist/core';
import { z } from 'zod';

/** Whether a number is less than this one. */
export const lessThan: Operator = defineOperator({
  name: 'less-than',
  title: 'is less than',
  negatedTitle: 'is not less than',
  description: 'A number below this one. Texts never match, even if they look like numbers.',
  group: 'Number',
  accepts: ['number'],
  schema: z.number('Enter a number.').meta({ title: 'Number' }),
  matches: (actual, operand) => actual < operand,
  matchRange: (operand) => ({ to: operand, toOpen: true }),
  vectors: [
    { actual: 17, operand: 18, matches: true },
    { actual: 18, operand: 18, matches: false },
    { actual: 0.2, operand: 0.3, matches: true },
    { actual: 0, operand: -1, matches: false },
  ],
});
