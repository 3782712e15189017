import { defineOperator } from '@hoist/core';
import type { Operator } from '@hoist/core';
import { describeTexts, findText, textSearchSchema } from '../values/text-search.ts';

/** Whether a text ends with a text. */
export const endsWith: Operator = defineOperator({
  name: 'ends-with',
  title: 'ends with',
  negatedTitle: 'does not end with',
  description:
    'A text that ends with this text; of several, any suffices. Upper and lower case differ unless they are ignored.',
  group: 'Text',
  accepts: ['string'],
  schema: textSearchSchema,
  matches: (actual, operand) => findText(actual, operand, isEnd),
  describe: (operand, { negate }) =>
    `${negate ? 'does not end with' : 'ends with'} ${describeTexts(operand)}`,
  vectors: [
    { actual: 'mira@example.com', operand: '@example.com', matches: true },
    { actual: 'mira@EXAMPLE.com', operand: '@example.com', matches: false },
    { actual: 'mira@EXAMPLE.com', operand: { texts: ['@Example.com'], ignoreCase: true }, matches: true },
    { actual: 'mira@other.com', operand: ['@example.com', '@other.com'], matches: true },
    { actual: 'mira@example.com.au', operand: '@example.com', matches: false },
    { actual: 'com', operand: '@example.com', matches: false },
    { actual: ['@example.com'], operand: '@example.com', matches: false },
  ],
});

function isEnd(actual: string, text: string): boolean {
  return actual.endsWith(text);
}
