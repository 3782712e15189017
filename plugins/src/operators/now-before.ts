import { defineOperator } from '@hoist/core';
import type { Operator } from '@hoist/core';
import { momentSchema } from '../values/moment.ts';

/** Whether an evaluation takes place before a date or an instant. */
export const nowBefore: Operator = defineOperator({
  name: 'now-before',
  title: 'the time is before',
  negatedTitle: 'the time is not before',
  description:
    'Until this date or instant begins, by the clock of whoever evaluates. It reads no attribute. A date is its whole day in UTC; an instant has its offset (2026-03-01T09:30:00+01:00) or is a number of milliseconds since 1970.',
  group: 'Date and time',
  accepts: [],
  schema: momentSchema.meta({ title: 'Date' }),
  matches: (_actual, { first }, { now }) => now < first,
  nextChange: ({ first }, now) => (first > now ? first : undefined),
  vectors: [
    { operand: '2026-03-01', now: 1772323199999, matches: true },
    { operand: '2026-03-01', now: 1772323200000, matches: false },
    { operand: '2026-03-01T09:30:00+01:00', now: 1772353799999, matches: true },
    { operand: 1772353800000, now: 1772353800000, matches: false },
  ],
});
