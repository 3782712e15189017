import { defineOperator } from '@hoist/core';
import type { Operator } from '@hoist/core';
import { momentSchema, startOfMoment } from '../values/moment.ts';

/** Whether a date or an instant is after this one. */
export const dateAfter: Operator = defineOperator({
  name: 'date-after',
  title: 'is after',
  negatedTitle: 'is not after',
  description:
    'After this date or instant is over. A date is its whole day in UTC; an instant has its offset (2026-03-01T09:30:00+01:00) or is a number of milliseconds since 1970. Anything else never matches.',
  group: 'Date and time',
  accepts: ['string', 'number'],
  schema: momentSchema.meta({ title: 'Date' }),
  matches(actual, operand) {
    const start = startOfMoment(actual);
    return start === undefined ? undefined : start > operand.last;
  },
  matchRange: ({ last }) => ({ axis: 'date', from: last, fromOpen: true }),
  vectors: [
    { actual: '2026-03-02', operand: '2026-03-01', matches: true },
    { actual: '2026-03-01T23:59:59Z', operand: '2026-03-01', matches: false },
    { actual: '2026-03-02T00:00:00Z', operand: '2026-03-01', matches: true },
    { actual: '2026-03-01T09:30:00.001Z', operand: '2026-03-01T10:30:00+01:00', matches: true },
    { actual: 1772357400000, operand: '2026-03-01T09:30:00Z', matches: false },
    { actual: '2026-02-30', operand: '2026-01-01', matches: false },
  ],
});
