import { defineOperator } from '@hoist/core';
import type { Operator } from '@hoist/core';
import { z } from 'zod';

/** Whether a number is this one or greater. */
export const atLeast: Operator = defineOperator({
  name: 'at-least',
  title: 'is at least',
  negatedTitle: 'is not at least',
  description: 'This number or one above it. Texts never match, even if they look like numbers.',
  group: 'Number',
  accepts: ['number'],
  schema: z.number('Enter a number.').meta({ title: 'Number' }),
  matches: (actual, operand) => actual >= operand,
  matchRange: (operand) => ({ from: operand }),
  vectors: [
    { actual: 18, operand: 18, matches: true },
    { actual: 17.999, operand: 18, matches: false },
    { actual: -0, operand: 0, matches: true },
    { actual: 9007199254740991, operand: 9007199254740990, matches: true },
    { actual: '18', operand: 18, matches: false },
  ],
});
