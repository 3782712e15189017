import { defineOperator } from '@hoist/core';
import type { Operator } from '@hoist/core';
import { hasAny, nameValues, valueSetSchema } from '../values/value-set.ts';

/** Whether a list has one of these entries at least. */
export const anyOf: Operator = defineOperator({
  name: 'any-of',
  title: 'has any of',
  negatedTitle: 'does not have any of',
  description:
    'A list with at least one of these entries. Entries are compared as "is one of" does: same type, upper and lower case differ.',
  group: 'List',
  accepts: ['list'],
  schema: valueSetSchema,
  matches: (actual, operand) => hasAny(actual, operand),
  describe: (operand, { negate }) =>
    `${negate ? 'does not have any of' : 'has any of'} ${nameValues(operand) ?? `${operand.size} values`}`,
  vectors: [
    { actual: ['beta', 'staff'], operand: ['staff', 'admin'], matches: true },
    { actual: ['beta'], operand: ['staff', 'admin'], matches: false },
    { actual: [], operand: ['staff'], matches: false },
    { actual: [7], operand: [7], matches: true },
    { actual: ['7'], operand: [7], matches: false },
    { actual: [-0], operand: [0], matches: true },
    { actual: [['staff']], operand: ['staff'], matches: false },
    { actual: 'staff', operand: ['staff'], matches: false },
  ],
});
