import { defineOperator } from '@hoist/core';
import type { Operator } from '@hoist/core';
import { z } from 'zod';

/** Whether a number is greater than this one. */
export const greaterThan: Operator = defineOperator({
  name: 'greater-than',
  title: 'is greater than',
  negatedTitle: 'is not greater than',
  description: 'A number above this one. Texts never match, even if they look like numbers.',
  group: 'Number',
  accepts: ['number'],
  schema: z.number('Enter a number.').meta({ title: 'Number' }),
  matches: (actual, operand) => actual > operand,
  matchRange: (operand) => ({ from: operand, fromOpen: true }),
  vectors: [
    { actual: 18, operand: 17, matches: true },
    { actual: 18, operand: 18, matches: false },
    { actual: 0.3, operand: 0.2, matches: true },
    { actual: -1, operand: 0, matches: false },
  ],
});
