import { defineOperator } from '@hoist/core';
import type { Operator } from '@hoist/core';
import { z } from 'zod';

/** Whether a number is between two others, both included. */
export const between: Operator = defineOperator({
  name: 'between',
  title: 'is between',
  negatedTitle: 'is not between',
  description:
    'From the first number to the second, both included. Texts never match, even if they look like numbers.',
  group: 'Number',
  accepts: ['number'],
  schema: z
    .object({
      from: z.number('Enter a number.').meta({ title: 'From', description: 'Included.' }),
      to: z.number('Enter a number.').meta({ title: 'To', description: 'Included.' }),
    })
    .refine(({ from, to }) => from <= to, {
      message: 'Enter a number that is not below the first.',
      path: ['to'],
    })
    .meta({ title: 'Range' }),
  matches: (actual, { from, to }) => actual >= from && actual <= to,
  matchRange: ({ from, to }) => ({ from, to }),
  describe: ({ from, to }, { negate }) => `${negate ? 'is not' : 'is'} between ${from} and ${to}`,
  vectors: [
    { actual: 18, operand: { from: 18, to: 65 }, matches: true },
    { actual: 65, operand: { from: 18, to: 65 }, matches: true },
    { actual: 40.5, operand: { from: 18, to: 65 }, matches: true },
    { actual: 17.999, operand: { from: 18, to: 65 }, matches: false },
    { actual: 65.001, operand: { from: 18, to: 65 }, matches: false },
    { actual: -0, operand: { from: 0, to: 0 }, matches: true },
    { actual: '40', operand: { from: 18, to: 65 }, matches: false },
  ],
});
