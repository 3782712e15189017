import { defineOperator } from '@hoist/core';
import type { Operator } from '@hoist/core';
import { momentSchema } from '../values/moment.ts';

/** Whether an evaluation takes place after a date or an instant. */
export const nowAfter: Operator = defineOperator({
  name: 'now-after',
  title: 'the time is after',
  negatedTitle: 'the time is not after',
  description:
    'Once this date or instant is over, by the clock of whoever evaluates. It reads no attribute. A date is its whole day in UTC; an instant has its offset (2026-03-01T09:30:00+01:00) or is a number of milliseconds since 1970.',
  group: 'Date and time',
  accepts: [],
  schema: momentSchema.meta({ title: 'Date' }),
  matches: (_actual, { last }, { now }) => now > last,
  nextChange: ({ last }, now) => (last >= now ? last + 1 : undefined),
  vectors: [
    { operand: '2026-03-01', now: 1772409600000, matches: true },
    { operand: '2026-03-01', now: 1772409599999, matches: false },
    { operand: '2026-03-01T09:30:00Z', now: 1772357400001, matches: true },
    { operand: 1772357400000, now: 1772357400000, matches: false },
  ],
});
