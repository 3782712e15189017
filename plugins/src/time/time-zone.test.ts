import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openTimeZone } from './time-zone.ts';
import { readWallTime } from './wall-time.ts';

const wall = (text: string) => readWallTime(text)!;
const instantOf = (zone: string, text: string) =>
  new Date(openTimeZone(zone)!.toInstant(wall(text))).toISOString();

describe('openTimeZone', () => {
  it('knows no zone that does not exist, and throws for none', () => {
    expect(openTimeZone('Europe/Atlantis')).toBeUndefined();
    expect(openTimeZone('')).toBeUndefined();
    expect(openTimeZone('__proto__')).toBeUndefined();
  });

  it.each([
    ['UTC', '2026-03-02T09:00', '2026-03-02T09:00:00.000Z'],
    ['Europe/Berlin', '2026-03-02T09:00', '2026-03-02T08:00:00.000Z'],
    ['Europe/Berlin', '2026-07-01T09:00', '2026-07-01T07:00:00.000Z'],
    ['America/New_York', '2026-12-31T23:59', '2027-01-01T04:59:00.000Z'],
    ['Asia/Kathmandu', '2026-03-02T00:00', '2026-03-01T18:15:00.000Z'],
    ['Pacific/Kiritimati', '2026-01-01T00:00', '2025-12-31T10:00:00.000Z'],
  ])('turns what clocks show in %s at %s into an instant', (zone, text, instant) => {
    expect(instantOf(zone, text)).toBe(instant);
  });

  it.each([
    ['Europe/Berlin', '2026-03-29T01:59', '2026-03-29T00:59:00.000Z'],
    ['Europe/Berlin', '2026-03-29T02:00', '2026-03-29T01:00:00.000Z'],
    ['Europe/Berlin', '2026-03-29T02:30', '2026-03-29T01:00:00.000Z'],
    ['Europe/Berlin', '2026-03-29T03:00', '2026-03-29T01:00:00.000Z'],
    ['America/New_York', '2026-03-08T02:30', '2026-03-08T07:00:00.000Z'],
    ['Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:30:00.000Z'],
    // A whole day that there was not.
    ['Pacific/Apia', '2011-12-30T12:00', '2011-12-30T10:00:00.000Z'],
  ])('takes a time that the clocks of %s skip, %s, for the moment they skip it', (zone, text, instant) => {
    expect(instantOf(zone, text)).toBe(instant);
  });

  it.each([
    ['Europe/Berlin', '2026-10-25T02:00', '2026-10-25T00:00:00.000Z'],
    ['Europe/Berlin', '2026-10-25T02:59', '2026-10-25T00:59:00.000Z'],
    ['Europe/Berlin', '2026-10-25T03:00', '2026-10-25T02:00:00.000Z'],
    ['America/New_York', '2026-11-01T01:30', '2026-11-01T05:30:00.000Z'],
  ])('takes the first of two times that the clocks of %s show %s', (zone, text, instant) => {
    expect(instantOf(zone, text)).toBe(instant);
  });

  it('never makes a later time of day an earlier instant, and shows each instant as it was found', () => {
    const names = [
      'Europe/Berlin',
      'America/New_York',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
      'Asia/Tokyo',
    ];
    const zones = names.map((name) => openTimeZone(name)!);
    const [start, end] = [wall('2026-01-01T00:00'), wall('2028-01-01T00:00')];
    const minutes = fc.integer({ min: start / 60_000, max: end / 60_000 }).map((value) => value * 60_000);
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        minutes,
        fc.integer({ min: 0, max: 6 * 60 }),
        (zone, at, more) => {
          const [one, other] = [zone.toInstant(at), zone.toInstant(at + more * 60_000)];
          expect(other).toBeGreaterThanOrEqual(one);
          expect(zone.toWall(one)).toBeGreaterThanOrEqual(at);
          expect(zone.toInstant(zone.toWall(one))).toBeLessThanOrEqual(one);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('readWallTime', () => {
  it.each([
    '2026-02-30T09:00',
    '2026-13-01T09:00',
    '2026-03-01T24:00',
    '2026-03-01',
    'soon',
    '',
    '2026-03-01T09:00Z',
  ])('refuses %s', (text) => {
    expect(readWallTime(text)).toBeUndefined();
  });
});
