import { defineOperator } from '@hoist/core';
import type { Operator } from '@hoist/core';
import { describeTexts, findText, textSearchSchema } from '../values/text-search.ts';

/** Whether a text begins with a text. */
export const startsWith: Operator = defineOperator({
  name: 'starts-with',
  title: 'starts with',
  negatedTitle: 'does not start with',
  description:
    'A text that begins with this text; of several, any suffices. Upper and lower case differ unless they are ignored.',
  group: 'Text',
  accepts: ['string'],
  schema: textSearchSchema,
  matches: (actual, operand) => findText(actual, operand, isStart),
  describe: (operand, { negate }) =>
    `${negate ? 'does not start with' : 'starts with'} ${describeTexts(operand)}`,
  vectors: [
    { actual: 'beta-7', operand: 'beta-', matches: true },
    { actual: 'Beta-7', operand: 'beta-', matches: false },
    { actual: 'Beta-7', operand: { texts: ['beta-'], ignoreCase: true }, matches: true },
    { actual: 'alpha-7', operand: ['alpha-', 'beta-'], matches: true },
    { actual: 'my-beta-7', operand: 'beta-', matches: false },
    { actual: 'be', operand: 'beta-', matches: false },
    { actual: '', operand: 'beta-', matches: false },
    { actual: 7, operand: '7', matches: false },
  ],
});

function isStart(actual: string, text: string): boolean {
  return actual.startsWith(text);
}
