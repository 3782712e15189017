import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { DailyWindow } from './daily-window.ts';
import { zoneClock } from './zone-clock.ts';

const weekdays = [1, 2, 3, 4, 5];
const everyDay = [0, 1, 2, 3, 4, 5, 6];

function clockTime(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 60 + minutes;
}
function open(timeZone: string, days: readonly number[], from: string, to: string): DailyWindow {
  return new DailyWindow({ timeZone, days: new Set(days), from: clockTime(from), to: clockTime(to) });
}

/** All changes of the answer between two instants, as the window announces them. */
function changes(window: DailyWindow, from: string, to: string): string[] {
  const found: string[] = [];
  for (let now = Date.parse(from); ;) {
    const next = window.nextChange(now);
    if (next === undefined || next > Date.parse(to)) return found;
    expect(window.includes(next)).toBe(!window.includes(next - 1));
    found.push(`${window.includes(next) ? 'opens' : 'closes'} ${new Date(next).toISOString().slice(0, 16)}Z`);
    now = next;
  }
}

describe('a window that the clocks skip whole', () => {
  it.each([
    ['Europe/Berlin', [120, 180], '2026-03-23T00:00:00Z', '2026-04-05T00:00:00Z'],
    ['Europe/Berlin', [130, 140], '2026-03-22T02:00:00Z', '2026-04-05T00:10:00Z'],
    ['America/New_York', [130, 140], '2026-03-02T00:00:00Z', '2026-03-15T06:10:00Z'],
  ] as const)('in %s comes back a week later', (timeZone, [from, to], asked, opens) => {
    const window = new DailyWindow({ days: new Set([0]), from, to, timeZone });
    const at = Date.parse(opens);
    for (let now = Date.parse(asked); now < at; now = window.nextChange(now) ?? Number.NaN) {
      expect([now, window.includes(now)]).toEqual([now, false]);
      expect(window.nextChange(now)).toBeLessThanOrEqual(at);
    }
    expect([window.includes(at - 1), window.includes(at)]).toEqual([false, true]);
  });
});

describe('a daily window', () => {
  it('opens and closes by the clock of its zone, on its days', () => {
    const window = open('Europe/Berlin', weekdays, '09:00', '17:00');
    expect(changes(window, '2026-11-20T00:00Z', '2026-11-23T23:00Z')).toEqual([
      'opens 2026-11-20T08:00Z',
      'closes 2026-11-20T16:00Z',
      'opens 2026-11-23T08:00Z',
      'closes 2026-11-23T16:00Z',
    ]);
  });

  it('goes on over midnight, and belongs to the day on which it began', () => {
    const window = open('America/New_York', [5], '22:00', '02:00');
    expect(changes(window, '2026-06-01T00:00Z', '2026-06-08T00:00Z')).toEqual([
      'opens 2026-06-06T02:00Z',
      'closes 2026-06-06T06:00Z',
    ]);
  });

  it('is open all day where it ends when it begins, and for ever on all days', () => {
    expect(changes(open('UTC', [1, 2], '00:00', '00:00'), '2026-06-01T12:00Z', '2026-06-09T12:00Z')).toEqual([
      'closes 2026-06-03T00:00Z',
      'opens 2026-06-08T00:00Z',
    ]);
    const always = open('Europe/Berlin', everyDay, '09:00', '09:00');
    expect([always.includes(0), always.nextChange(0)]).toEqual([true, undefined]);
  });

  it('opens when clocks are put forward over its beginning', () => {
    const window = open('Europe/Berlin', everyDay, '02:30', '04:00');
    expect(changes(window, '2026-03-28T12:00Z', '2026-03-29T12:00Z')).toEqual([
      'opens 2026-03-29T01:00Z',
      'closes 2026-03-29T02:00Z',
    ]);
  });

  it('is left out where clocks are put forward over all of it', () => {
    const window = open('Europe/Berlin', everyDay, '02:15', '02:45');
    expect(changes(window, '2026-03-28T12:00Z', '2026-03-30T12:00Z')).toEqual([
      'opens 2026-03-30T00:15Z',
      'closes 2026-03-30T00:45Z',
    ]);
  });

  it('takes the first of two times where clocks are put back, and never opens twice', () => {
    expect(
      changes(open('Europe/Berlin', everyDay, '02:30', '04:00'), '2026-10-24T12:00Z', '2026-10-25T12:00Z'),
    ).toEqual(['opens 2026-10-25T00:30Z', 'closes 2026-10-25T03:00Z']);
    expect(
      changes(open('Europe/Berlin', everyDay, '01:00', '02:30'), '2026-10-24T12:00Z', '2026-10-25T12:00Z'),
    ).toEqual(['opens 2026-10-24T23:00Z', 'closes 2026-10-25T00:30Z']);
  });

  it('knows zones with odd offsets, half-hour changes and a day that never was', () => {
    expect(
      changes(open('Asia/Kathmandu', [0], '00:00', '00:15'), '2026-05-30T00:00Z', '2026-05-31T12:00Z'),
    ).toEqual(['opens 2026-05-30T18:15Z', 'closes 2026-05-30T18:30Z']);
    expect(
      changes(
        open('Australia/Lord_Howe', everyDay, '02:15', '03:00'),
        '2026-10-03T00:00Z',
        '2026-10-04T00:00Z',
      ),
    ).toEqual(['opens 2026-10-03T15:30Z', 'closes 2026-10-03T16:00Z']);
    // Samoa went from 29 to 31 December 2011, over a Friday.
    expect(
      changes(open('Pacific/Apia', [5], '09:00', '17:00'), '2011-12-28T00:00Z', '2012-01-07T12:00Z'),
    ).toEqual(['opens 2012-01-05T19:00Z', 'closes 2012-01-06T03:00Z']);
  });

  it('says nothing of instants without a calendar', () => {
    const window = open('Europe/Berlin', weekdays, '09:00', '17:00');
    for (const now of [8.64e15, -8.64e15, 1e300]) {
      expect([window.includes(now), window.nextChange(now)]).toEqual([undefined, undefined]);
    }
  });

  it('asks the time zone only when the answer may have changed', () => {
    const window = open('Europe/Berlin', weekdays, '09:00', '17:00');
    const noon = Date.parse('2026-11-24T12:00Z');
    window.includes(noon);
    const format = vi.spyOn(Intl.DateTimeFormat.prototype, 'formatToParts');
    for (let ms = 0; ms < 3 * 3_600_000; ms += 60_000) expect(window.includes(noon + ms)).toBe(true);
    expect(format).not.toHaveBeenCalled();
    expect(window.includes(noon + 4 * 3_600_000)).toBe(false);
    expect(format).toHaveBeenCalled();
    format.mockRestore();
  });

  it('gives one answer to one instant, in whatever order instants are asked, and only changes when announced', () => {
    const zone = fc.constantFrom(
      'Europe/Berlin',
      'America/New_York',
      'America/St_Johns',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
      'Pacific/Apia',
      'UTC',
    );
    const time = fc.integer({ min: 0, max: 1_439 });
    const instant = fc.integer({ min: Date.parse('2005-01-01'), max: Date.parse('2030-01-01') });
    const plan = fc.record({
      timeZone: zone,
      days: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1 }).map((days) => new Set(days)),
      from: time,
      to: time,
    });
    fc.assert(
      fc.property(plan, fc.array(instant, { minLength: 1, maxLength: 4 }), (parts, instants) => {
        const window = new DailyWindow(parts);
        for (const now of instants) {
          const answer = window.includes(now);
          expect(new DailyWindow(parts).includes(now)).toBe(answer);
          const next = window.nextChange(now);
          if (next === undefined) continue;
          expect(next).toBeGreaterThan(now);
          const between = now + Math.floor((next - 1 - now) / 2);
          expect(new DailyWindow(parts).includes(between)).toBe(answer);
          expect(new DailyWindow(parts).includes(next - 1)).toBe(answer);
          expect(new DailyWindow(parts).includes(next)).toBe(!answer);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('is what the clock on the wall says, on days without a change of clocks', () => {
    const clock = zoneClock('America/St_Johns');
    const window = open('America/St_Johns', everyDay, '09:00', '17:00');
    const july = Date.parse('2026-07-01T00:00Z');
    for (let now = july; now < july + 3 * 86_400_000; now += 7 * 60_000) {
      const shown = new Date(clock.shows(now) ?? 0);
      expect(window.includes(now)).toBe(shown.getUTCHours() >= 9 && shown.getUTCHours() < 17);
    }
  });
});
