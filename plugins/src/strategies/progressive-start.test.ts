import { createRegistry, settingSchema } from '@hoist/core';
import type { Json, JsonObject } from '@hoist/core';
import { describeSetting } from '@hoist/core/words';
import { describe, expect, it } from 'vitest';
import { standardPlugins } from '../standard-plugins.ts';
import { progressive } from './progressive.ts';

const plan = [
  { percent: 5, hours: 24 },
  { percent: 25, hours: 0 },
];
const start = { at: '2026-03-30T09:00', timeZone: 'Europe/Berlin' };
const draft: JsonObject = { variant: 'on', otherwise: 'off', plan, start };
const ms = (instant: string) => Date.parse(instant);
const friday = ms('2026-03-27T12:00Z');

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

describe('progressive with a start', () => {
  it('serves nobody until the clocks of the zone show it, summer time included', () => {
    expect(stepsOf(publish(draft, friday))).toEqual([
      '0 % 2026-03-27T12:00',
      '5 % 2026-03-30T07:00',
      '25 % 2026-03-31T07:00',
    ]);
  });

  it('waits before its first step, and says when each begins', () => {
    const live = publish(draft, friday);
    const waiting = progressAt(live, ms('2026-03-29T12:00Z'));
    expect(waiting).toMatchObject({ state: 'waiting', share: 0, position: -1 });
    expect(waiting.steps.map(({ at }) => at)).toEqual([ms('2026-03-30T07:00Z'), ms('2026-03-31T07:00Z')]);
    expect(progressAt(live, ms('2026-03-30T07:00Z'))).toMatchObject({
      state: 'running',
      share: 5_000,
      position: 0,
    });
    expect(progressAt(live, ms('2026-03-31T07:00Z'))).toMatchObject({ state: 'finished', share: 25_000 });
  });

  it('begins at once where the start has passed', () => {
    expect(stepsOf(publish(draft, ms('2026-04-01T12:00Z')))).toEqual([
      '5 % 2026-04-01T12:00',
      '25 % 2026-04-02T12:00',
    ]);
  });

  it('waits for the window after its start', () => {
    const window = { timeZone: 'Europe/Berlin', days: ['tue'], from: '10:00', to: '11:00' };
    expect(stepsOf(publish({ ...draft, window }, friday)).slice(0, 2)).toEqual([
      '0 % 2026-03-27T12:00',
      '5 % 2026-03-31T08:00',
    ]);
  });

  it('follows a start that is moved before it begins, and keeps its place after that', () => {
    const live = publish(draft, friday);
    const moved = { ...draft, start: { ...start, at: '2026-04-02T09:00' } };
    expect(stepsOf(publish(moved, friday + 60_000, live))).toEqual([
      '0 % 2026-03-27T12:01',
      '5 % 2026-04-02T07:00',
      '25 % 2026-04-03T07:00',
    ]);
    const begun = publish(moved, ms('2026-03-30T19:00Z'), live);
    expect(stepsOf(begun)).toEqual(['5 % 2026-03-30T07:00', '25 % 2026-03-31T07:00']);
  });

  it('is the same setting when it is published again unchanged, before its start and after', () => {
    const live = publish(draft, friday);
    expect(publish(draft, ms('2026-03-28T12:00Z'), live)).toEqual(live);
    expect(publish(draft, ms('2026-03-30T12:00Z'), live)).toEqual(live);
  });

  it('serves nobody while it is paused or off before its start, and begins at the start when it goes on', () => {
    const live = publish(draft, friday);
    const paused = publish({ ...draft, control: 'paused' }, friday + 60_000, live);
    expect(progressAt(paused, ms('2026-04-05T12:00Z'))).toMatchObject({ state: 'paused', share: 0 });
    expect(stepsOf(publish(draft, friday + 120_000, paused))[1]).toBe('5 % 2026-03-30T07:00');
    const off = publish(draft, friday, undefined, false);
    expect(stepsOf(off)).toEqual(['0 % 2026-03-27T12:00']);
    expect(stepsOf(publish(draft, ms('2026-04-05T12:00Z'), off))[0]).toBe('5 % 2026-04-05T12:00');
  });

  it('begins anew at its start, and goes to a step by hand at once', () => {
    const live = publish(draft, friday);
    const grown = ms('2026-03-30T19:00Z');
    expect(stepsOf(publish({ ...draft, goTo: 'start' }, grown, live))[0]).toBe('5 % 2026-03-30T19:00');
    const later = { ...draft, start: { ...start, at: '2026-04-02T09:00' } };
    expect(stepsOf(publish({ ...later, goTo: 'start' }, grown, live)).slice(0, 2)).toEqual([
      '0 % 2026-03-30T19:00',
      '5 % 2026-04-02T07:00',
    ]);
    expect(stepsOf(publish({ ...draft, goTo: 0 }, friday + 60_000, live))[0]).toBe('5 % 2026-03-27T12:01');
  });

  it.each([
    [{ at: '2026-03-30', timeZone: 'Europe/Berlin' }, 'start.at'],
    [{ at: '2026-02-30T09:00', timeZone: 'Europe/Berlin' }, 'start.at'],
    [{ at: '2026-03-30T09:00', timeZone: 'Mars/Olympus' }, 'start.timeZone'],
    [{ at: '2026-03-30T09:00' }, 'start.timeZone'],
  ])('refuses the start %j', (part, path) => {
    const result = progressive.bind({ ...draft, start: part });
    expect(result.ok ? [] : result.issues.map((issue) => issue.path)).toEqual([path]);
  });

  it('is described by a sentence with the instants of its first and last step', () => {
    const params = publish(draft, friday).params;
    const say = (now: number) =>
      describeSetting({
        names: (_kind, key) => key,
        registry: createRegistry(standardPlugins),
        moment: { now, nameTime: (instant) => new Date(instant).toISOString().slice(0, 16) },
        flag: {
          type: 'boolean',
          variants: [
            { key: 'on', value: true },
            { key: 'off', value: false },
          ],
        },
        setting: settingSchema.parse({
          enabled: true,
          salt: 'checkout',
          everyoneElse: { strategy: 'progressive', params },
        }),
      }).text;
    expect(say(friday)).toBe('0 % of everyone, growing from 2026-03-30T07:00 to 25 % by 2026-03-31T07:00');
    expect(say(ms('2026-03-30T08:00Z'))).toBe('5 % of everyone, growing to 25 % by 2026-03-31T07:00');
  });
});
