import { defineOperator } from '@hoist/core';
import type { Operator } from '@hoist/core';
import { z } from 'zod';

/** Whether a text contains a text, or a list an entry. */
export const contains: Operator = defineOperator({
  name: 'contains',
  title: 'contains',
  negatedTitle: 'does not contain',
  description: 'A text with this text in it, or a list with exactly this entry. Upper and lower case differ.',
  group: 'Text',
  accepts: ['string', 'list'],
  schema: z.string('Enter a text.').min(1, 'Enter a text.').meta({ title: 'Text' }),
  matches: (actual, operand) => actual.includes(operand),
  vectors: [
    { actual: 'mira@example.com', operand: '@example.com', matches: true },
    { actual: 'mira@example.com', operand: '@EXAMPLE.com', matches: false },
    { actual: '', operand: 'a', matches: false },
    { actual: ['beta', 'staff'], operand: 'staff', matches: true },
    { actual: ['beta', 'staff'], operand: 'sta', matches: false },
    { actual: [], operand: 'staff', matches: false },
    { actual: [['staff'], { staff: true }], operand: 'staff', matches: false },
  ],
});
