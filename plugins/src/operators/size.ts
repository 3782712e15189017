import { defineOperator } from '@hoist/core';
import type { Operator } from '@hoist/core';
import { z } from 'zod';

const countSchema = z
  .int('Enter a whole number.')
  .min(0, 'Enter 0 or more.')
  .max(1_000_000, 'Enter at most 1000000.');

/** Whether a list has a number of entries in this range. */
export const size: Operator = defineOperator({
  name: 'size',
  title: 'has this many entries',
  negatedTitle: 'does not have this many entries',
  description: 'A list with at least and at most so many entries; leave one out for no bound on that side.',
  group: 'List',
  accepts: ['list'],
  schema: z
    .object({
      atLeast: countSchema.default(0).meta({ title: 'At least' }),
      atMost: countSchema.optional().meta({ title: 'At most' }),
    })
    .refine(({ atLeast, atMost }) => atLeast > 0 || atMost !== undefined, {
      message: 'Enter at least how many, at most how many, or both.',
      path: ['atLeast'],
    })
    .refine(({ atLeast, atMost = Number.MAX_SAFE_INTEGER }) => atLeast <= atMost, {
      message: 'Enter a number that is not below the first.',
      path: ['atMost'],
    })
    .meta({ title: 'Number of entries' }),
  matches: (actual, { atLeast, atMost }) =>
    actual.length >= atLeast && (atMost === undefined || actual.length <= atMost),
  describe: ({ atLeast, atMost }, { negate }) =>
    `${negate ? 'does not have' : 'has'} ${describeSize(atLeast, atMost)}`,
  vectors: [
    { actual: ['a', 'b'], operand: { atLeast: 2 }, matches: true },
    { actual: ['a'], operand: { atLeast: 2 }, matches: false },
    { actual: [], operand: { atMost: 0 }, matches: true },
    { actual: ['a', 'b', 'c'], operand: { atLeast: 1, atMost: 2 }, matches: false },
    { actual: [null, []], operand: { atLeast: 2, atMost: 2 }, matches: true },
    { actual: 'ab', operand: { atLeast: 2 }, matches: false },
  ],
});

function describeSize(atLeast: number, atMost: number | undefined): string {
  if (atLeast === atMost) return entries(atLeast);
  if (atMost === undefined) return `at least ${entries(atLeast)}`;
  return atLeast === 0 ? `at most ${entries(atMost)}` : `${atLeast} to ${entries(atMost)}`;
}

function entries(count: number): string {
  return count === 1 ? '1 entry' : `${count} entries`;
}
