import type { Json, JsonObject } from '@hoist/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openWindow } from '../time/advance-window.ts';
import { progressive } from './progressive.ts';

const work = {
  timeZone: 'Europe/Berlin',
  days: ['mon', 'tue', 'wed', 'thu', 'fri'],
  from: '09:00',
  to: '17:00',
};
const plan = [
  { percent: 1, hours: 24 },
  { percent: 25, hours: 24 },
  { percent: 100, hours: 0 },
];
const draft: JsonObject = { variant: 'on', otherwise: 'off', plan, window: work };
const ms = (instant: string) => Date.parse(instant);

interface Published {
  readonly params: Json;
  readonly enabled: boolean;
}

function publish(params: JsonObject, now: number, previous?: Published, enabled = true): Published {
  return { params: progressive.schedule(params, { now, enabled, previous }), enabled };
}

const stepsOf = ({ params }: Published) =>
  (params as unknown as { steps: { from: string; percent: number }[] }).steps.map(
    ({ from, percent }) => `${percent} % ${from.slice(0, 16)}`,
  );

function progressAt({ params }: Published, now: number) {
  const result = progressive.bind(params);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.bound.progress(now)!;
}

describe('progressive with days and hours to advance in', () => {
  it('takes each step in working hours, the first one too', () => {
    // Thursday 15:00, Friday 15:00, and what would be Saturday 15:00 waits for Monday.
    expect(stepsOf(publish(draft, ms('2026-03-05T14:00Z')))).toEqual([
      '1 % 2026-03-05T14:00',
      '25 % 2026-03-06T14:00',
      '100 % 2026-03-09T08:00',
    ]);
    expect(stepsOf(publish(draft, ms('2026-03-05T22:00Z')))).toEqual([
      '0 % 2026-03-05T22:00',
      '1 % 2026-03-06T08:00',
      '25 % 2026-03-09T08:00',
      '100 % 2026-03-10T08:00',
    ]);
  });

  it('keeps to local hours when summer time begins', () => {
    expect(stepsOf(publish(draft, ms('2026-03-27T16:30Z')))).toEqual([
      '0 % 2026-03-27T16:30',
      '1 % 2026-03-30T07:00',
      '25 % 2026-03-31T07:00',
      '100 % 2026-04-01T07:00',
    ]);
  });

  it('knows while it waits for the window that the next step is yet to come', () => {
    const live = publish(draft, ms('2026-03-05T22:00Z'));
    const sunday = progressAt(live, ms('2026-03-08T12:00Z'));
    expect(sunday).toMatchObject({ state: 'running', share: 1_000 });
    expect(Math.floor(sunday.position)).toBe(0);
    expect(sunday.steps.map(({ at }) => at && new Date(at).toISOString().slice(0, 16))).toEqual([
      '2026-03-06T08:00',
      '2026-03-09T08:00',
      '2026-03-10T08:00',
    ]);
  });

  it('goes on in the next window when it was paused while it waited', () => {
    const live = publish(draft, ms('2026-03-05T22:00Z'));
    const paused = publish({ ...draft, control: 'paused' }, ms('2026-03-08T12:00Z'), live);
    expect(progressAt(paused, ms('2026-03-10T10:00Z'))).toMatchObject({ state: 'paused', share: 1_000 });
    expect(Math.floor(progressAt(paused, ms('2026-03-10T10:00Z')).position)).toBe(0);
    const resumed = publish(draft, ms('2026-03-11T18:00Z'), paused);
    expect(stepsOf(resumed).slice(1)).toEqual(['25 % 2026-03-12T08:00', '100 % 2026-03-13T08:00']);
  });

  it('is the same setting when it is published again unchanged', () => {
    const live = publish(draft, ms('2026-03-05T22:00Z'));
    expect(publish(draft, ms('2026-03-08T12:00Z'), live)).toEqual(live);
    const other = publish({ ...draft, window: { ...work, days: ['sun'] } }, ms('2026-03-08T12:00Z'), live);
    expect(stepsOf(other)[1]).toBe('25 % 2026-03-08T12:00');
  });

  it('refuses a time zone that nobody knows, and takes what another host has published in one', () => {
    const elsewhere = { ...draft, window: { ...work, timeZone: 'Europe/Atlantis' } };
    const issues = (params: Json) => {
      const result = progressive.bind(params);
      return result.ok ? [] : result.issues.map(({ path, message }) => `${path}: ${message}`);
    };
    const refused = [
      "window.timeZone: There is no time zone 'Europe/Atlantis'. Choose one like Europe/Berlin.",
    ];
    expect(issues(elsewhere)).toEqual(refused);
    const live = publish(draft, ms('2026-03-05T22:00Z'));
    const steps = (live.params as JsonObject)['steps'] as Json;
    expect(issues({ ...elsewhere, steps })).toEqual([]);
    // A draft carries the steps of what it was made from: they do not hide the fault.
    expect(issues(publish({ ...elsewhere, steps }, ms('2026-03-06T22:00Z'), live).params)).toEqual(refused);
  });

  it.each([
    [{ days: [] }, 'window.days'],
    [{ days: ['monday'] }, 'window.days.0'],
    [{ from: '9:00' }, 'window.from'],
    [{ from: '24:00' }, 'window.from'],
    [{ to: '25:00' }, 'window.to'],
    [{ to: '09:00' }, 'window.to'],
    [{ timeZone: '' }, 'window.timeZone'],
    [{ timeZone: 'Mars/Olympus' }, 'window.timeZone'],
  ])('refuses a window with %j', (part, path) => {
    const result = progressive.bind({ ...draft, window: { ...work, ...part } });
    expect(result.ok ? [] : result.issues.map((issue) => issue.path)).toEqual([path]);
  });

  it('takes every step inside the window, never before its hold is over', () => {
    const times = fc.integer({ min: ms('2026-01-01T00:00Z'), max: ms('2027-01-01T00:00Z') });
    const holds = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 8 });
    const next = openWindow({ ...work, days: ['mon', 'tue', 'wed', 'thu', 'fri'] })!;
    fc.assert(
      fc.property(times, holds, (now, hours) => {
        const live = publish(
          { ...draft, plan: hours.map((each, index) => ({ percent: index + 1, hours: each })) },
          now,
        );
        const steps = (live.params as unknown as { steps: { from: string; percent: number }[] }).steps;
        const begun = steps.filter(({ percent }) => percent > 0).map(({ from }) => ms(from));
        expect(begun[0]).toBe(next(now));
        begun.slice(1).forEach((from, index) => {
          const due = (begun[index] ?? 0) + (hours[index] ?? 0) * 3_600_000;
          expect(from).toBe(next(due));
          expect(next(from)).toBe(from);
        });
      }),
      { numRuns: 100 },
    );
  });
});
