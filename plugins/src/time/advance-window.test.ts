import { describe, expect, it } from 'vitest';
import { openWindow } from './advance-window.ts';
import type { AdvanceWindow } from './advance-window.ts';

const work: AdvanceWindow = {
  timeZone: 'Europe/Berlin',
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  from: '09:00',
  to: '17:00',
};
const nextIn = (window: AdvanceWindow, instant: string) =>
  new Date(openWindow(window)!(Date.parse(instant))).toISOString();

describe('openWindow', () => {
  it.each([
    ['inside, at once', '2026-03-02T10:30:00.123Z', '2026-03-02T10:30:00.123Z'],
    ['at its first ms', '2026-03-02T08:00:00.000Z', '2026-03-02T08:00:00.000Z'],
    ['1 ms before it', '2026-03-02T07:59:59.999Z', '2026-03-02T08:00:00.000Z'],
    ['in its last ms', '2026-03-02T15:59:59.999Z', '2026-03-02T15:59:59.999Z'],
    ['at its end, the day after', '2026-03-02T16:00:00.000Z', '2026-03-03T08:00:00.000Z'],
    ['after Friday, on Monday', '2026-03-06T16:00:00.000Z', '2026-03-09T08:00:00.000Z'],
    ['over the start of summer time, by local hours', '2026-03-27T17:00:00.000Z', '2026-03-30T07:00:00.000Z'],
    ['over its end', '2026-10-23T17:00:00.000Z', '2026-10-26T08:00:00.000Z'],
  ])('%s', (_title, instant, next) => {
    expect(nextIn(work, instant)).toBe(next);
  });

  it('goes on after midnight, and belongs to the day on which it began', () => {
    const night: AdvanceWindow = { ...work, days: ['sat'], from: '22:00', to: '04:00' };
    expect(nextIn(night, '2026-03-07T23:30:00.000Z')).toBe('2026-03-07T23:30:00.000Z');
    expect(nextIn(night, '2026-03-08T02:59:59.999Z')).toBe('2026-03-08T02:59:59.999Z');
    expect(nextIn(night, '2026-03-08T03:00:00.000Z')).toBe('2026-03-14T21:00:00.000Z');
    expect(nextIn(night, '2026-03-06T23:30:00.000Z')).toBe('2026-03-07T21:00:00.000Z');
  });

  it('is a whole day from 00:00 to 24:00', () => {
    const sunday: AdvanceWindow = { ...work, timeZone: 'UTC', days: ['sun'], from: '00:00', to: '24:00' };
    expect(nextIn(sunday, '2026-03-08T23:59:59.999Z')).toBe('2026-03-08T23:59:59.999Z');
    expect(nextIn(sunday, '2026-03-09T00:00:00.000Z')).toBe('2026-03-15T00:00:00.000Z');
  });

  it('waits a week where the clocks skip all of it', () => {
    const skipped: AdvanceWindow = { ...work, days: ['sun'], from: '02:00', to: '03:00' };
    expect(nextIn(skipped, '2026-03-28T12:00:00.000Z')).toBe('2026-04-05T00:00:00.000Z');
  });

  it('knows no zone that does not exist', () => {
    expect(openWindow({ ...work, timeZone: 'Europe/Atlantis' })).toBeUndefined();
  });
});
