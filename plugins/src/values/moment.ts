import { z } from 'zod';
import { digitsAt } from './digits.ts';

const msPerDay = 86_400_000;
const longestText = 40;
/** The furthest instant that a date can name. */
const furthest = 8.64e15;

/**
 * The first millisecond (since the epoch) of what a value names: milliseconds since the epoch, an ISO 8601 date-time with
 * its offset (`2026-03-01T09:30:00+01:00`, seconds and their fraction may be left out), or a date, which is the whole day in
 * UTC. Undefined for anything else. Allocates nothing.
 */
export function startOfMoment(value: string | number): number | undefined {
  if (typeof value === 'number') return Math.abs(value) <= furthest ? Math.floor(value) : undefined;
  if (value.length < 10 || value.length > longestText) return undefined;
  const day = readDay(value);
  if (day === undefined || value.length === 10) return day;
  const time = readTime(value);
  return time === undefined ? undefined : day + time;
}

/** The last millisecond of what a value names; that of a date is the last one of its day. */
export function endOfMoment(value: string | number): number | undefined {
  const start = startOfMoment(value);
  const isDay = typeof value === 'string' && value.length === 10;
  return isDay && start !== undefined ? start + msPerDay - 1 : start;
}

/** A moment as an operand names it. */
export interface Moment {
  /** Ms since epoch, both included; the same unless it is a day. */
  readonly first: number;
  readonly last: number;
  /** As it was written. */
  readonly text: string;
}

export const momentSchema = z
  .union([z.string(), z.number()], 'Enter a date or an instant.')
  .transform((value, refinement): Moment => {
    const first = startOfMoment(value);
    const last = endOfMoment(value);
    if (first !== undefined && last !== undefined) return { first, last, text: String(value) };
    refinement.addIssue({
      code: 'custom',
      message: 'Enter a date (2026-03-01), or a time with its offset (2026-03-01T09:30:00+01:00 or ...Z).',
    });
    return z.NEVER;
  });

function readDay(text: string): number | undefined {
  const year = digitsAt(text, 0, 4);
  const month = digitsAt(text, 5, 2);
  const day = digitsAt(text, 8, 2);
  if (year < 0 || text[4] !== '-' || text[7] !== '-') return undefined;
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) return undefined;
  return daysSinceEpoch(year, month, day) * msPerDay;
}

/** The time after a date, from its `T` on, in ms to be added to the day. */
function readTime(text: string): number | undefined {
  const hours = digitsAt(text, 11, 2);
  const minutes = digitsAt(text, 14, 2);
  if ((text[10] !== 'T' && text[10] !== 't') || text[13] !== ':') return undefined;
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return undefined;
  let at = 16;
  let ms = 0;
  if (text[at] === ':') {
    const seconds = digitsAt(text, at + 1, 2);
    if (seconds < 0 || seconds > 59) return undefined;
    ms = seconds * 1_000;
    at += 3;
    if (text[at] === '.') {
      const end = endOfDigits(text, at + 1);
      if (end === at + 1) return undefined;
      ms += readFraction(text, at + 1, end);
      at = end;
    }
  }
  const offset = readOffset(text, at);
  return offset === undefined ? undefined : hours * 3_600_000 + (minutes - offset) * 60_000 + ms;
}

/** Minutes east of UTC. */
function readOffset(text: string, at: number): number | undefined {
  const sign = text[at];
  if (sign === 'Z' || sign === 'z') return text.length === at + 1 ? 0 : undefined;
  if ((sign !== '+' && sign !== '-') || text[at + 3] !== ':' || text.length !== at + 6) return undefined;
  const hours = digitsAt(text, at + 1, 2);
  const minutes = digitsAt(text, at + 4, 2);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return undefined;
  return (sign === '-' ? -1 : 1) * (hours * 60 + minutes);
}

/** Whole milliseconds of a second's fraction; finer digits are cut off. */
function readFraction(text: string, from: number, end: number): number {
  let ms = 0;
  for (let place = 0; place < 3; place++) {
    ms = ms * 10 + (from + place < end ? digitsAt(text, from + place, 1) : 0);
  }
  return ms;
}

function endOfDigits(text: string, from: number): number {
  let at = from;
  while (digitsAt(text, at, 1) >= 0) at++;
  return at;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** Counts in years that begin in March, so that a leap day comes last. */
function daysSinceEpoch(year: number, month: number, day: number): number {
  const counted = month > 2 ? year : year - 1;
  const era = Math.floor(counted / 400);
  const yearOfEra = counted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
