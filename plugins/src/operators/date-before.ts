import { defineOperator } from '@hoist/core';
import type { Operator } from '@hoist/core';
import { endOfMoment, momentSchema } from '../values/moment.ts';

/** Whether a date or an instant is before this one. */
export const dateBefore: Operator = defineOperator({
  name: 'date-before',
  title: 'is before',
  negatedTitle: 'is not before',
  description:
    'Before this date or instant begins. A date is its whole day in UTC; an instant has its offset (2026-03-01T09:30:00+01:00) or is a number of milliseconds since 1970. Anything else never matches.',
  group: 'Date and time',
  accepts: ['string', 'number'],
  schema: momentSchema.meta({ title: 'Date' }),
  matches(actual, operand) {
    const end = endOfMoment(actual);
    return end === undefined ? undefined : end < operand.first;
  },
  matchRange: ({ first }) => ({ axis: 'date', to: first, toOpen: true }),
  vectors: [
    { actual: '2026-02-28', operand: '2026-03-01', matches: true },
    { actual: '2026-03-01', operand: '2026-03-01', matches: false },
    { actual: '2026-03-01T00:30:00+01:00', operand: '2026-03-01', matches: true },
    { actual: '2026-03-01T00:00:00Z', operand: '2026-03-01', matches: false },
    { actual: 1772323199999, operand: '2026-03-01', matches: true },
    { actual: '2026-02-28T23:59:59', operand: '2026-03-01', matches: false },
    { actual: 'soon', operand: '2026-03-01', matches: false },
  ],
});
