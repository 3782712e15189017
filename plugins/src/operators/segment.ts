import { defineOperator } from '@hoist/core';
import type { Operator } from '@hoist/core';
import { z } from 'zod';

/** Whether the person is in a segment. */
export const segment: Operator = defineOperator({
  name: 'segment',
  title: 'is in',
  negatedTitle: 'is not in',
  description: 'The person is in this segment. It reads no attribute.',
  group: 'People',
  accepts: [],
  schema: z
    .string('Choose a segment.')
    .min(1, 'Choose a segment.')
    .meta({ title: 'Segment', format: 'segment' }),
  references: (operand) => ({ segments: [operand] }),
  matches: (_actual, operand, subject) => subject.inSegment(operand),
  describe: (operand, { negate, nameOf }) =>
    `${negate ? 'is not in' : 'is in'} ${nameOf('segment', operand)}`,
  vectors: [
    { operand: 'beta', segments: ['beta', 'staff'], matches: true },
    { operand: 'beta', segments: ['staff'], matches: false },
    { operand: 'beta', segments: [], matches: false },
  ],
});
