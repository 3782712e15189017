import { defineOperator } from '@hoist/core';
import type { Operator } from '@hoist/core';
import { z } from 'zod';

/** Whether an attribute is exactly this text, number or true/false. */
export const equals: Operator = defineOperator({
  name: 'equals',
  title: 'is',
  negatedTitle: 'is not',
  description: 'Exactly this value, of the same type. Upper and lower case differ: "de" is not "DE".',
  group: 'General',
  accepts: ['string', 'number', 'boolean'],
  schema: z
    .union([z.string(), z.number(), z.boolean()], 'Enter a text, a number, or true or false.')
    .meta({ title: 'Value' }),
  matches: (actual, operand) => actual === operand,
  matchRange: (operand) => ({ values: new Set([operand]) }),
  vectors: [
    { actual: 'DE', operand: 'DE', matches: true },
    { actual: 'de', operand: 'DE', matches: false },
    { actual: '', operand: '', matches: true },
    { actual: 7, operand: 7, matches: true },
    { actual: 7, operand: '7', matches: false },
    { actual: 0, operand: -0, matches: true },
    { actual: true, operand: true, matches: true },
    { actual: false, operand: true, matches: false },
    { actual: 'true', operand: true, matches: false },
  ],
});
