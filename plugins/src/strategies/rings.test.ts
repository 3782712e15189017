import {
  compileRuleset,
  createRegistry,
  evaluate,
  findProblems,
  nextChange,
  parseRuleset,
  scheduleSetting,
  settingSchema,
} from '@hoist/core';
import { describeSetting } from '@hoist/core/words';
import type { Json, JsonObject, Setting } from '@hoist/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standardPlugins } from '../standard-plugins.ts';
import { rings } from './rings.ts';

const registry = createRegistry(standardPlugins);
const ms = (instant: string) => Date.parse(instant);
const monday = '2026-03-02T09:00';
const waves = [
  { name: 'Staff', segments: ['staff'], percent: 100, at: monday, timeZone: 'Europe/Berlin' },
  { name: 'Japan', regions: ['JP', 'US-CA'], percent: 50, at: monday, timeZone: 'Asia/Tokyo' },
  { name: 'All', percent: 25, at: '2026-03-05T09:00', timeZone: 'Europe/Berlin' },
];

interface Options {
  readonly enabled?: boolean;
  readonly control?: string;
  readonly rings?: Json;
}

function draft({ enabled = true, ...params }: Options = {}): Setting {
  const serve = { strategy: 'rings', params: { variant: 'on', otherwise: 'off', rings: waves, ...params } };
  return settingSchema.parse({ enabled, everyoneElse: serve, salt: 'checkout1' });
}

const publish = (setting: Setting, at: string, previous: Setting | null = null) =>
  scheduleSetting(setting, { previous, now: ms(at), registry });

function serve(setting: Setting, segments: readonly string[] = ['staff']) {
  const flag = {
    key: 'checkout',
    revision: 1,
    version: 1,
    type: 'boolean',
    clientVisible: false,
    needs: ['strategy:rings'],
    variants: [
      { key: 'on', value: true },
      { key: 'off', value: false },
    ],
    setting,
  };
  return parseRuleset({
    format: 1,
    installation: 'test',
    environment: 'dev',
    epoch: 1,
    version: 1,
    state: '0'.repeat(64),
    flags: [flag],
    segments: segments.map((key) => ({
      key,
      revision: 1,
      version: 1,
      conditionGroups: [{ conditions: [{ attribute: 'company', operator: 'equals', operand: 'us' }] }],
    })),
  });
}

function ask(setting: Setting, context: JsonObject, at: string, rolloutNow = at) {
  const clock = { now: ms(at), rolloutNow: ms(rolloutNow) };
  return evaluate(compileRuleset(serve(setting), registry), 'checkout', context, clock);
}

describe('rings', () => {
  const live = publish(draft(), '2026-02-20T12:00Z');

  it('begin each at its own local time', () => {
    expect((live.everyoneElse.params as JsonObject)['steps']).toEqual([
      { ring: 'Staff', from: '2026-03-02T08:00:00.000Z' },
      { ring: 'Japan', from: '2026-03-02T00:00:00.000Z' },
      { ring: 'All', from: '2026-03-05T08:00:00.000Z' },
    ]);
  });

  it('ask segments of the ruleset, and nobody for an ID where all of them are in', () => {
    const staff = { company: 'us' };
    expect(ask(live, staff, '2026-03-02T07:59:59.999Z').value).toBe(false);
    expect(ask(live, staff, '2026-03-02T08:00:00.000Z')).toMatchObject({ value: true, reason: 'SPLIT' });
    expect(ask(live, { company: 'them' }, '2026-03-02T08:00:00.000Z').value).toBe(false);
  });

  it('ask for a region by the whole country or by a part of it', () => {
    const among = (country: string) =>
      Array.from({ length: 200 }, (_, index) =>
        ask(live, { targetingKey: `user-${index}`, country }, '2026-03-02T12:00Z'),
      ).filter(({ value }) => value === true).length;
    expect(among('jp')).toBeGreaterThan(70);
    expect(among('US-CA')).toBe(among('JP'));
    expect(among('US')).toBe(0);
    expect(among('DE')).toBe(0);
  });

  it('ask for a region group, and refuse one that does not exist', () => {
    const inGroup = (region: string) =>
      publish(
        draft({ rings: [{ ...waves[1], regions: [region], percent: 100 }] as Json }),
        '2026-03-03T12:00Z',
      );
    expect(ask(inGroup('EU'), { country: 'at' }, '2026-03-03T12:00Z').value).toBe(true);
    expect(ask(inGroup('EU'), { country: 'CH' }, '2026-03-03T12:00Z').value).toBe(false);
    expect(findProblems(serve(inGroup('NOWHERE')), registry)).toMatchObject([
      { code: 'region-unknown', subject: 'flag/checkout' },
    ]);
  });

  it('say what is missing where a percentage has to be drawn', () => {
    expect(ask(live, { country: 'JP' }, '2026-03-02T12:00Z').errorCode).toBe('TARGETING_KEY_MISSING');
    expect(ask(live, { country: 'DE' }, '2026-03-02T12:00Z').value).toBe(false);
    expect(ask(live, {}, '2026-03-06T12:00Z').errorCode).toBe('TARGETING_KEY_MISSING');
  });

  it('begin no ring on a host out of contact', () => {
    expect(ask(live, { company: 'us' }, '2026-03-09T12:00Z', '2026-03-01T12:00Z').value).toBe(false);
  });

  it('announce the next beginning, in the order of time', () => {
    const compiled = compileRuleset(serve(live), registry);
    const next = (at: string) => nextChange(compiled, { now: ms(at), rolloutNow: ms(at) });
    expect(next('2026-02-20T12:00Z')).toBe(ms('2026-03-02T00:00Z'));
    expect(next('2026-03-02T00:00Z')).toBe(ms('2026-03-02T08:00Z'));
    expect(next('2026-03-05T08:00Z')).toBeUndefined();
  });

  it('pause: who is in stays in, and no ring begins until it goes on', () => {
    const paused = publish(draft({ control: 'paused' }), '2026-03-03T12:00Z', live);
    expect(ask(paused, { company: 'us' }, '2026-03-09T12:00Z').value).toBe(true);
    expect(ask(paused, {}, '2026-03-09T12:00Z').value).toBe(false);
    const still = publish(draft({ control: 'paused' }), '2026-03-09T12:00Z', paused);
    expect(still).toEqual(paused);
    const resumed = publish(draft(), '2026-03-09T12:00Z', still);
    expect(resumed).toEqual(live);
  });

  it('pause while the flag is off: a ring whose time came then waits when the flag is turned on', () => {
    const off = publish(draft({ enabled: false }), '2026-03-02T04:00Z', live);
    const paused = publish(draft({ enabled: false, control: 'paused' }), '2026-03-09T12:00Z', off);
    const on = publish(draft({ control: 'paused' }), '2026-03-10T12:00Z', paused);
    expect((on.everyoneElse.params as JsonObject)['steps']).toEqual([
      { ring: 'Japan', from: '2026-03-02T00:00:00.000Z' },
    ]);
    expect(publish(draft({ enabled: false }), '2026-03-09T12:00Z', off)).toEqual(off);
    expect(publish(draft(), '2026-03-10T12:00Z', off)).toEqual(live);
    expect(publish(draft(), '2026-03-10T12:00Z', on)).toEqual(live);
  });

  it('have not begun in a flag that was never on, when they are paused before it is', () => {
    const off = publish(draft({ enabled: false }), '2026-03-09T12:00Z');
    const on = publish(draft({ control: 'paused' }), '2026-03-10T12:00Z', off);
    expect(ask(on, { company: 'us' }, '2026-03-10T12:00Z').value).toBe(false);
    expect(publish(draft(), '2026-03-10T12:00Z', off)).toEqual(live);
  });

  it('stop: nobody is in, and the same people are in when it goes on', () => {
    const stopped = publish(draft({ control: 'stopped' }), '2026-03-03T12:00Z', live);
    expect(ask(stopped, { company: 'us' }, '2026-03-09T12:00Z').value).toBe(false);
    expect(publish(draft(), '2026-03-03T13:00Z', stopped)).toEqual(live);
  });

  it('name a segment that does not exist, and fail that flag alone', () => {
    const ruleset = serve(live, []);
    expect(findProblems(ruleset, registry).map(({ code, path }) => `${code} ${path}`)).toEqual([
      'segment-missing setting.everyoneElse.params',
    ]);
  });

  it.each([
    [[], 'rings: Add at least one ring.'],
    [[waves[0], waves[0]], "rings.1.name: Two rings are named 'Staff'. Give each its own name."],
    [
      [{ ...waves[2], timeZone: 'Mars/Olympus' }],
      "rings.0.timeZone: There is no time zone 'Mars/Olympus'. Choose one like Europe/Berlin.",
    ],
    [[{ ...waves[2], percent: 101 }], 'rings.0.percent: Enter a percentage from 0 to 100.'],
    [
      [{ ...waves[2], regions: ['Japan'] }],
      'rings.0.regions.0: Use a code of ISO 3166 (DE for a country, US-CA for a part of one) or a region group, like EU.',
    ],
    [
      Array.from({ length: 21 }, (_, index) => ({ ...waves[2], name: `${index}` })),
      'rings: There are at most 20 rings.',
    ],
  ])('refuse %j with a sentence', (each, issue) => {
    const result = rings.bind({ variant: 'on', otherwise: 'off', rings: each as Json });
    expect(result.ok ? [] : result.issues.map(({ path, message }) => `${path}: ${message}`)).toEqual([issue]);
  });

  it('do not hide a wrong time zone behind the steps of the rings around it', () => {
    const { params } = live.everyoneElse as { params: JsonObject };
    const edited = [waves[0], { ...waves[1], timeZone: 'Mars/Olympus' }, waves[2]] as Json;
    const resent = { ...live, everyoneElse: { strategy: 'rings', params: { ...params, rings: edited } } };
    const result = rings.bind(publish(resent, '2026-03-02T12:00Z', live).everyoneElse.params);
    expect(result.ok ? [] : result.issues.map(({ path }) => path)).toEqual(['rings.1.timeZone']);
  });

  it('never take it from anybody as time goes on', () => {
    const compiled = compileRuleset(serve(live), registry);
    const context = fc.record({
      targetingKey: fc.string({ minLength: 1 }),
      country: fc.constantFrom('JP', 'DE', 'US', 'US-CA'),
      company: fc.constantFrom('us', 'them'),
    });
    const times = fc.array(fc.integer({ min: ms('2026-03-01T00:00Z'), max: ms('2026-03-07T00:00Z') }), {
      minLength: 2,
      maxLength: 6,
    });
    fc.assert(
      fc.property(context, times, (person, instants) => {
        let was = false;
        for (const now of instants.sort((one, other) => one - other)) {
          const is = evaluate(compiled, 'checkout', person, { now, rolloutNow: now }).value === true;
          expect(is || !was).toBe(true);
          was = is;
        }
      }),
    );
  });
});

describe('the words of rings', () => {
  const flag = {
    type: 'boolean',
    variants: [
      { key: 'on', value: true },
      { key: 'off', value: false },
    ],
  } as const;
  const names = (kind: 'segment' | 'variant', key: string) => (kind === 'segment' ? 'EU staff' : key);
  const say = (setting: Setting, at?: string) =>
    describeSetting({
      flag,
      setting,
      names,
      registry,
      ...(at !== undefined && {
        moment: {
          now: ms(at),
          nameTime: (time: number) => new Date(time).toISOString().slice(0, 16),
        },
      }),
    }).text;

  it('say which ring is reached, who is in it, and when the next begins', () => {
    const live = publish(draft(), '2026-02-20T12:00Z');
    expect(say(live, '2026-02-20T12:00Z')).toBe(
      '3 rings get on, first 50 % of Japan and US-CA from 2026-03-02T00:00',
    );
    expect(say(live, '2026-03-02T12:00Z')).toBe(
      'Ring 2 of 3 (50 % of Japan and US-CA) gets on, next 25 % of everyone from 2026-03-05T08:00',
    );
    expect(say(live, '2026-03-06T12:00Z')).toBe('Ring 3 of 3 (25 % of everyone) gets on');
    expect(say(publish(draft({ control: 'paused' }), '2026-03-03T12:00Z', live), '2026-03-06T12:00Z')).toBe(
      'Ring 2 of 3 (50 % of Japan and US-CA) gets on, paused',
    );
    expect(say(publish(draft({ control: 'stopped' }), '2026-03-03T12:00Z', live), '2026-03-06T12:00Z')).toBe(
      'Rings are stopped, nobody gets on',
    );
    expect(say(draft())).toBe('3 rings get on, first EU staff from 2026-03-02 09:00 (Europe/Berlin)');
  });
});
