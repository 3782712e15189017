import { defineOperator, joinWords } from '@hoist/core';
import type { Operator } from '@hoist/core';
import { z } from 'zod';
import { mostEntries, valueSchema } from '../values/value-set.ts';

/** One bit each in one number. */
const mostValues = 30;

/** Whether a list has all of these entries. */
export const allOf: Operator = defineOperator({
  name: 'all-of',
  title: 'has all of',
  negatedTitle: 'does not have all of',
  description:
    'A list with every one of these entries, in any order. Entries are compared as "is one of" does: same type, upper and lower case differ.',
  group: 'List',
  accepts: ['list'],
  schema: z
    .array(valueSchema)
    .min(1, 'Enter at least one value.')
    .max(mostValues, `At most ${mostValues} values.`)
    .meta({ title: 'Values' })
    .transform((values) => new Map([...new Set(values)].map((value, index) => [value, 1 << index]))),
  matches: (actual, bits) =>
    actual.length > mostEntries ? undefined : findBits(actual, bits) === 2 ** bits.size - 1,
  describe: (bits, { negate }) =>
    `${negate ? 'does not have' : 'has'} all of ${joinWords([...bits.keys()].map(String), 'and')}`,
  vectors: [
    { actual: ['staff', 'beta', 'eu'], operand: ['beta', 'staff'], matches: true },
    { actual: ['beta', 'beta'], operand: ['beta', 'staff'], matches: false },
    { actual: ['beta'], operand: ['beta', 'beta'], matches: true },
    { actual: [], operand: ['beta'], matches: false },
    { actual: [1, '2'], operand: [1, 2], matches: false },
    { actual: 'beta', operand: ['beta'], matches: false },
  ],
});

/** One pass over the list, however many entries are asked for. */
function findBits(actual: readonly unknown[], bits: ReadonlyMap<unknown, number>): number {
  let found = 0;
  for (let index = 0; index < actual.length; index++) found |= bits.get(actual[index]) ?? 0;
  return found;
}
