import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOfMoment, startOfMoment } from './moment.ts';

const iso = (value: string | number) => {
  const start = startOfMoment(value);
  return start === undefined ? undefined : new Date(start).toISOString();
};

describe('startOfMoment', () => {
  it.each([
    ['2026-03-01', '2026-03-01T00:00:00.000Z'],
    ['2026-03-01T09:30Z', '2026-03-01T09:30:00.000Z'],
    ['2026-03-01t09:30:15z', '2026-03-01T09:30:15.000Z'],
    ['2026-03-01T00:30:00+01:00', '2026-02-28T23:30:00.000Z'],
    ['2026-12-31T23:30:00.5-05:30', '2027-01-01T05:00:00.500Z'],
    ['2026-03-01T09:30:15.1239999Z', '2026-03-01T09:30:15.123Z'],
    ['2024-02-29', '2024-02-29T00:00:00.000Z'],
    ['0001-01-01', '0001-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
    [0, '1970-01-01T00:00:00.000Z'],
    [-1.5, '1969-12-31T23:59:59.998Z'],
    [8.64e15, '+275760-09-13T00:00:00.000Z'],
  ])('reads %j as %s', (value, expected) => expect(iso(value)).toBe(expected));

  it.each([
    '',
    'today',
    '2026-3-1',
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-03-01 09:30Z',
    '2026-03-01T09:30',
    '2026-03-01T24:00Z',
    '2026-03-01T09:60Z',
    '2026-03-01T09:30:60Z',
    '2026-03-01T09:30:15.Z',
    '2026-03-01T09:30+0100',
    '2026-03-01T09:30+24:00',
    '2026-03-01T09:30Z ',
    '2026-03-01T9:30Z',
    '20260301',
    '２０２６-03-01',
    '1772357400000',
    8.64e15 + 1,
    1e300,
  ])('does not read %j', (value) => expect(startOfMoment(value)).toBeUndefined());

  it('agrees with the platform on every date-time with an offset', () => {
    const range = { min: new Date('0001-01-02T00:00:00Z'), max: new Date('9999-12-30T00:00:00Z') };
    fc.assert(
      fc.property(
        fc.date({ ...range, noInvalidDate: true }),
        fc.integer({ min: -839, max: 839 }),
        (date, minutes) => {
          const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, -1);
          const hours = String(Math.floor(Math.abs(minutes) / 60)).padStart(2, '0');
          const rest = String(Math.abs(minutes) % 60).padStart(2, '0');
          const text = `${local}${minutes < 0 ? '-' : '+'}${hours}:${rest}`;
          expect(startOfMoment(text)).toBe(Date.parse(text));
        },
      ),
    );
  });
});

describe('endOfMoment', () => {
  it('is the end of the day for a date, and the instant itself otherwise', () => {
    expect(endOfMoment('2026-03-01')).toBe(Date.parse('2026-03-01T23:59:59.999Z'));
    expect(endOfMoment('2026-03-01T09:30Z')).toBe(Date.parse('2026-03-01T09:30:00Z'));
    expect(endOfMoment(5)).toBe(5);
    expect(endOfMoment('2026-02-30')).toBeUndefined();
  });
});
