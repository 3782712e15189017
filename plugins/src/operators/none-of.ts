import { defineOperator } from '@hoist/core';
import type { Operator } from '@hoist/core';
import { hasAny, nameValues, valueSetSchema } from '../values/value-set.ts';

/** Whether a list has not one of these entries. */
export const noneOf: Operator = defineOperator({
  name: 'none-of',
  title: 'has none of',
  negatedTitle: 'has at least one of',
  description:
    'A list without any of these entries, the empty list included. A missing list never matches. Entries are compared as "is one of" does: same type, upper and lower case differ.',
  group: 'List',
  accepts: ['list'],
  schema: valueSetSchema,
  matches(actual, operand) {
    const has = hasAny(actual, operand);
    return has === undefined ? undefined : !has;
  },
  describe: (operand, { negate }) =>
    `${negate ? 'has at least one of' : 'has none of'} ${nameValues(operand) ?? `${operand.size} values`}`,
  vectors: [
    { actual: ['beta'], operand: ['staff', 'admin'], matches: true },
    { actual: ['beta', 'staff'], operand: ['staff', 'admin'], matches: false },
    { actual: [], operand: ['staff'], matches: true },
    { actual: ['Staff'], operand: ['staff'], matches: true },
    { operand: ['staff'], matches: false },
  ],
});
