import { defineOperator, joinWords } from '@hoist/core';
import type { Operator } from '@hoist/core';
import { z } from 'zod';

const maxValues = 10_000;
const mostNamed = 8;

/** Whether an attribute is one of these texts or numbers. */
export const isIn: Operator = defineOperator({
  name: 'in',
  title: 'is one of',
  negatedTitle: 'is not one of',
  description: 'One of these values, of the same type. Upper and lower case differ.',
  group: 'General',
  accepts: ['string', 'number'],
  schema: z
    .array(z.union([z.string(), z.number()], 'Enter a text or a number.'))
    .min(1, 'Enter at least one value.')
    .max(maxValues, `A list has at most ${maxValues} values. Use a segment for more.`)
    .meta({ title: 'Values' })
    .transform((values): ReadonlySet<string | number> => new Set(values)),
  matches: (actual, operand) => operand.has(actual),
  describe: (operand, { negate }) => `${negate ? 'is not' : 'is'} ${listWords([...operand])}`,
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

function listWords(values: readonly (string | number)[]): string {
  return values.length > mostNamed ? `one of ${values.length} values` : joinWords(values.map(String), 'or');
}
