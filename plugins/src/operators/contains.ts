import { defineOperator } from '@hoist/core';
import type { Operator } from '@hoist/core';
import { describeTexts, findEntry, findPart, textSearchSchema } from '../values/text-search.ts';

/** Whether a text contains a text, or a list an entry. */
export const contains: Operator = defineOperator({
  name: 'contains',
  title: 'contains',
  negatedTitle: 'does not contain',
  description:
    'A text with this text in it, or a list with exactly this entry; of several, any suffices. Upper and lower case differ unless they are ignored.',
  group: 'Text',
  accepts: ['string', 'list'],
  schema: textSearchSchema,
  matches: (actual, operand) =>
    typeof actual === 'string' ? findPart(actual, operand) : findEntry(actual, operand),
  describe: (operand, { negate }) => `${negate ? 'does not contain' : 'contains'} ${describeTexts(operand)}`,
  vectors: [
    { actual: 'mira@example.com', operand: '@example.com', matches: true },
    { actual: 'mira@example.com', operand: '@EXAMPLE.com', matches: false },
    { actual: 'mira@example.com', operand: { texts: ['@EXAMPLE.com'], ignoreCase: true }, matches: true },
    { actual: 'mira@example.com', operand: ['@other.com', '@example.com'], matches: true },
    { actual: '', operand: 'a', matches: false },
    { actual: ['beta', 'staff'], operand: 'staff', matches: true },
    { actual: ['beta', 'staff'], operand: 'sta', matches: false },
    { actual: ['Staff'], operand: { texts: ['staff'], ignoreCase: true }, matches: true },
    { actual: [], operand: 'staff', matches: false },
    { actual: [['staff'], { staff: true }], operand: 'staff', matches: false },
  ],
});
