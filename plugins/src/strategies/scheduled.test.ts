import { createRegistry, createSubject, settingSchema } from '@hoist/core';
import { describeSetting, describeSettingChange } from '@hoist/core/words';
import type { Json, JsonObject, Setting } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import { standardPlugins } from '../standard-plugins.ts';
import { scheduled } from './scheduled.ts';

const ms = (instant: string) => Date.parse(instant);
const release: JsonObject = {
  before: '1.3',
  timeZone: 'Europe/Berlin',
  plan: [
    { at: '2026-03-30T09:00', variant: '1.4' },
    { at: '2026-10-25T02:30', variant: '1.5' },
    { at: '2026-10-26T02:30', variant: '1.6' },
  ],
};

function publish(params: JsonObject, now = 0): Json {
  return scheduled.schedule(params, { now, enabled: true, previous: undefined });
}

function bind(params: Json) {
  const result = scheduled.bind(params);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.bound;
}

const versionAt = (params: Json, instant: string) =>
  bind(params).assign(createSubject({ context: {}, now: ms(instant) }));

describe('scheduled', () => {
  const live = publish(release);

  it('turns local times into instants once, when it is published', () => {
    expect((live as JsonObject)['steps']).toEqual([
      { from: '2026-03-30T07:00:00.000Z', variant: '1.4' },
      // Shown twice: the first of the two.
      { from: '2026-10-25T00:30:00.000Z', variant: '1.5' },
      { from: '2026-10-26T01:30:00.000Z', variant: '1.6' },
    ]);
  });

  it('serves each version from its ms on', () => {
    expect(
      [
        '2026-03-30T06:59:59.999Z',
        '2026-03-30T07:00:00.000Z',
        '2026-10-25T00:29:59.999Z',
        '2030-01-01T00:00Z',
      ].map((instant) => versionAt(live, instant)),
    ).toEqual(['1.3', '1.4', '1.4', '1.6']);
  });

  it('announces each change and nothing else', () => {
    const next = (instant: string) => {
      const at = bind(live).nextChange(ms(instant));
      return at && new Date(at).toISOString();
    };
    expect(next('2026-01-01T00:00Z')).toBe('2026-03-30T07:00:00.000Z');
    expect(next('2026-03-30T07:00:00.000Z')).toBe('2026-10-25T00:30:00.000Z');
    expect(next('2026-10-26T01:30:00.000Z')).toBeUndefined();
  });

  it('is published again as the same, whenever and after whatever', () => {
    const again = scheduled.schedule(live, {
      now: ms('2026-06-01T00:00Z'),
      enabled: false,
      previous: { params: live, enabled: true },
    });
    expect(again).toEqual(live);
  });

  it('serves what was until then while nothing is published', () => {
    expect(versionAt(release, '2030-01-01T00:00Z')).toBe('1.3');
  });

  it.each([
    [
      { timeZone: 'Mars/Olympus' },
      "timeZone: There is no time zone 'Mars/Olympus'. Choose one like Europe/Berlin.",
    ],
    [{ plan: [] }, 'plan: Add at least one change.'],
    [
      { plan: [{ at: '2026-02-30T09:00', variant: '1.4' }] },
      'plan.0.at: Enter a date and a time, like 2026-03-30T09:00.',
    ],
    [
      { plan: ['2026-03-30T09:00', '2026-03-30T09:00'].map((at) => ({ at, variant: '1.4' })) },
      'plan.1.at: Enter a time after 2026-03-30T09:00, or change the order.',
    ],
    [
      { plan: Array.from({ length: 51 }, (_, day) => ({ at: `${2000 + day}-01-01T00:00`, variant: '1.4' })) },
      'plan: A schedule has at most 50 changes.',
    ],
  ])('refuses %j with a sentence', (part, issue) => {
    const result = scheduled.bind({ ...release, ...part });
    expect(result.ok ? [] : result.issues.map(({ path, message }) => `${path}: ${message}`)).toEqual([issue]);
  });

  it('does not hide a wrong time zone behind the steps of what it was made from', () => {
    const edited = publish({ ...(live as JsonObject), timeZone: 'Mars/Olympus' });
    expect(scheduled.bind(edited).ok).toBe(false);
  });
});

describe('the words of a schedule', () => {
  const flag = {
    type: 'string',
    variants: ['1.3', '1.4', '1.5', '1.6'].map((key) => ({ key, value: key })),
  } as const;
  const wording = {
    flag,
    names: (_kind: 'segment' | 'variant', key: string) => key,
    registry: createRegistry(standardPlugins),
  };
  const setting = (params: Json): Setting =>
    settingSchema.parse({
      enabled: true,
      everyoneElse: { strategy: 'scheduled', params },
      salt: 'checkout1',
    });
  const at = (instant: string) => ({
    now: ms(instant),
    nameTime: (time: number) => new Date(time).toISOString().slice(0, 16),
  });
  const say = (params: Json, instant: string) =>
    describeSetting({ ...wording, setting: setting(params), moment: at(instant) }).text;

  it('say what is served now, and what follows when', () => {
    const live = publish(release);
    expect(say(live, '2026-01-01T00:00Z')).toBe('1.3, 1.4 from 2026-03-30T07:00, and 2 more changes');
    expect(say(live, '2026-03-30T07:00Z')).toBe('1.4, 1.5 from 2026-10-25T00:30, and 1 more change');
    expect(say(live, '2026-10-25T12:00Z')).toBe('1.5, 1.6 from 2026-10-26T01:30');
    expect(say(live, '2027-01-01T00:00Z')).toBe('1.6');
  });

  it('say the plan as it was written where nobody says when it is read', () => {
    expect(describeSetting({ ...wording, setting: setting(release) }).text).toBe(
      '1.3, 1.4 from 2026-03-30 09:00 (Europe/Berlin), and 2 more changes',
    );
  });

  it('describe a change of the plan', () => {
    const plan = [{ at: '2026-04-01T09:00', variant: '1.4' }];
    const change = { before: setting(publish(release)), after: setting(publish({ ...release, plan })) };
    expect(describeSettingChange({ ...wording, ...change, moment: at('2026-01-01T00:00Z') })).toEqual([
      'Everyone else: 1.3, 1.4 from 2026-03-30T07:00, and 2 more changes → 1.3, 1.4 from 2026-04-01T07:00',
    ]);
  });
});
