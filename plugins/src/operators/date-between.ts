import { defineOperator } from '@hoist/core';
import type { Operator } from '@hoist/core';
import { z } from 'zod';
import { endOfMoment, momentSchema, startOfMoment } from '../values/moment.ts';

/** Whether a date or an instant is between two others, both included. */
export const dateBetween: Operator = defineOperator({
  name: 'date-between',
  title: 'is between dates',
  negatedTitle: 'is not between dates',
  description:
    'From the beginning of the first date or instant to the end of the second. A date is its whole day in UTC; an instant has its offset (2026-03-01T09:30:00+01:00) or is a number of milliseconds since 1970. Anything else never matches.',
  group: 'Date and time',
  accepts: ['string', 'number'],
  schema: z
    .object({
      from: momentSchema.meta({ title: 'From', description: 'Included.' }),
      to: momentSchema.meta({ title: 'To', description: 'Included: a date until its end.' }),
    })
    .refine(({ from, to }) => from.first <= to.last, {
      message: 'Enter a date that is not before the first.',
      path: ['to'],
    })
    .meta({ title: 'Range' }),
  matches(actual, { from, to }) {
    const start = startOfMoment(actual);
    const end = endOfMoment(actual);
    return start === undefined || end === undefined ? undefined : start >= from.first && end <= to.last;
  },
  matchRange: ({ from, to }) => ({ axis: 'date', from: from.first, to: to.last }),
  describe: ({ from, to }, { negate }) => `${negate ? 'is not' : 'is'} between ${from.text} and ${to.text}`,
  vectors: [
    { actual: '2026-03-31T23:59:59Z', operand: { from: '2026-03-01', to: '2026-03-31' }, matches: true },
    { actual: '2026-03-01', operand: { from: '2026-03-01', to: '2026-03-31' }, matches: true },
    { actual: '2026-04-01T00:00:00Z', operand: { from: '2026-03-01', to: '2026-03-31' }, matches: false },
    {
      actual: '2026-03-01',
      operand: { from: '2026-03-01T00:00:00Z', to: '2026-03-01T12:00:00Z' },
      matches: false,
    },
    { actual: 1772357400000, operand: { from: 1772357400000, to: 1772357400000 }, matches: true },
    { actual: true, operand: { from: '2026-03-01', to: '2026-03-31' }, matches: false },
  ],
});
