import { defineOperator, joinWords } from '@hoist/core';
import type { Operator } from '@hoist/core';
import { z } from 'zod';
import { DailyWindow } from '../values/daily-window.ts';
import type { WindowPlan } from '../values/daily-window.ts';
import { digitsAt } from '../values/digits.ts';

const dayNames = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const longNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

const timeSchema = z
  .string('Enter a time.')
  .regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, 'Enter a time from 00:00 to 23:59, like 09:00.');

/** Whether an evaluation takes place within a window of time that comes back on some days of the week. */
export const timeWindow: Operator = defineOperator({
  name: 'time-window',
  title: 'the time is',
  negatedTitle: 'the time is not',
  description:
    'On these days, from one time to another by the clock of a time zone. A window that ends before it begins goes on over midnight. It reads no attribute.',
  group: 'Date and time',
  accepts: [],
  schema: z
    .object({
      days: z
        .array(z.enum(dayNames, 'Choose days: mon, tue, wed, thu, fri, sat, sun.'))
        .min(1, 'Choose at least one day.')
        .max(7, 'A week has seven days.')
        .default([...dayNames])
        .meta({ title: 'Days', description: 'The days on which it begins.' }),
      from: timeSchema.meta({ title: 'From', description: 'Included.' }),
      to: timeSchema.meta({ title: 'To', description: 'Not included.' }),
      timeZone: z
        .string('Choose a time zone.')
        .regex(/^[A-Za-z][A-Za-z0-9_+/-]{1,63}$/, 'Choose a time zone by its IANA name, like Europe/Berlin.')
        .meta({ title: 'Time zone', description: 'An IANA name, like Europe/Berlin.', format: 'time-zone' }),
    })
    .transform((operand, refinement) => {
      try {
        return { ...operand, window: new DailyWindow(toPlan(operand)) };
      } catch {
        const message = `The time zone '${operand.timeZone}' is not known here. Choose one by its IANA name, like Europe/Berlin.`;
        refinement.addIssue({ code: 'custom', path: ['timeZone'], message });
        return z.NEVER;
      }
    })
    .meta({ title: 'Time window' }),
  matches: (_actual, { window }, { now }) => window.includes(now),
  nextChange: ({ window }, now) => window.nextChange(now),
  describe: ({ days, from, to, timeZone }, { negate }) =>
    `the time is ${negate ? 'not ' : ''}${describeDays(days)} ${from} to ${to} in ${timeZone}`,
  vectors: [
    // Friday, 20 November 2026, 12:00 in UTC.
    { operand: { from: '09:00', to: '17:00', timeZone: 'Europe/Berlin' }, now: 1795176000000, matches: true },
    {
      operand: { from: '09:00', to: '13:00', timeZone: 'Europe/Berlin' },
      now: 1795176000000,
      matches: false,
    },
    { operand: { from: '13:00', to: '13:01', timeZone: 'Europe/Berlin' }, now: 1795176000000, matches: true },
    {
      operand: { days: ['sat', 'sun'], from: '09:00', to: '17:00', timeZone: 'UTC' },
      now: 1795176000000,
      matches: false,
    },
    {
      operand: { days: ['fri'], from: '22:00', to: '02:00', timeZone: 'Asia/Tokyo' },
      now: 1795190400000,
      matches: true,
    },
    {
      operand: { days: ['fri'], from: '00:00', to: '00:00', timeZone: 'UTC' },
      now: 1795176000000,
      matches: true,
    },
  ],
});

function toPlan({ days, from, to, timeZone }: WindowOperand): WindowPlan {
  return {
    days: new Set(days.map((name) => dayNames.indexOf(name))),
    from: minutesOf(from),
    to: minutesOf(to),
    timeZone,
  };
}

interface WindowOperand {
  readonly days: readonly (typeof dayNames)[number][];
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
}

function minutesOf(time: string): number {
  return digitsAt(time, 0, 2) * 60 + digitsAt(time, 3, 2);
}

/** `daily`, `Monday to Friday`, `Monday, Wednesday or Sunday`; weeks begin on Monday here. */
function describeDays(names: readonly (typeof dayNames)[number][]): string {
  const chosen = [1, 2, 3, 4, 5, 6, 0].filter((day) => names.some((name) => dayNames.indexOf(name) === day));
  if (chosen.length === 7) return 'daily';
  const words = chosen.map((day) => longNames[day] ?? '');
  const from = chosen[0] ?? 0;
  const inRow = chosen.every((day, index) => day === (from + index) % 7);
  return inRow && chosen.length > 2 ? `${words[0]} to ${words[words.length - 1]}` : joinWords(words, 'or');
}
