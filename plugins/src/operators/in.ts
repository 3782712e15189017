import { defineOperator } from '@hoist/core';
import type { Operator } from '@hoist/core';
import { nameValues, valueSetSchema } from '../values/value-set.ts';

/** Whether an attribute is one of these texts or numbers. */
export const isIn: Operator = defineOperator({
  name: 'in',
  title: 'is one of',
  negatedTitle: 'is not one of',
  description: 'One of these values, of the same type. Upper and lower case differ.',
  group: 'General',
  accepts: ['string', 'number'],
  schema: valueSetSchema,
  matches: (actual, operand) => operand.has(actual),
  matchRange: (operand) => ({ values: operand }),
  describe: (operand, { negate }) =>
    `${negate ? 'is not' : 'is'} ${nameValues(operand) ?? `one of ${operand.size} values`}`,
  vectors: [
    { actual: 'DE', operand: ['DE', 'AT'], matches: true },
    { actual: 'CH', operand: ['DE', 'AT'], matches: false },
    { actual: 'de', operand: ['DE'], matches: false },
    { actual: 2, operand: [1, 2, 3], matches: true },
    { actual: '2', operand: [1, 2, 3], matches: false },
    { actual: 'a', operand: ['a', 'a'], matches: true },
    { actual: '__proto__', operand: ['a'], matches: false },
  ],
});
