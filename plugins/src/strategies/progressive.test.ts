import { createRegistry, createSubject, scheduleSetting, settingSchema } from '@hoist/core';
import { describeSetting } from '@hoist/core/words';
import type { Json, RolloutProgress, Setting } from '@hoist/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standardPlugins } from '../standard-plugins.ts';
import { progressive } from './progressive.ts';

const registry = createRegistry(standardPlugins);
const hour = 3_600_000;
const start = Date.parse('2026-03-02T09:00:00.000Z');
const at = (hours: number) => start + hours * hour;
const plan = [
  { percent: 5, hours: 24 },
  { percent: 25, hours: 24 },
  { percent: 100, hours: 0 },
];

interface Params {
  readonly plan?: Json;
  readonly control?: string;
  readonly goTo?: number;
  readonly by?: string;
}

/** A setting as a person saves it: no step is known before it is published. */
function draft({ enabled = true, ...params }: Params & { readonly enabled?: boolean } = {}): Setting {
  return settingSchema.parse({
    enabled,
    everyoneElse: { strategy: 'progressive', params: { variant: 'on', otherwise: 'off', plan, ...params } },
    salt: 'checkout1',
  });
}

const publish = (setting: Setting, now: number, previous: Setting | null = null) =>
  scheduleSetting(setting, { previous, now, registry });

function progressAt({ everyoneElse }: Setting, now: number): RolloutProgress {
  const result = progressive.bind(everyoneElse.params);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.bound.progress(now)!;
}

const percentAt = (setting: Setting, now: number) => progressAt(setting, now).share / 1_000;

describe('progressive', () => {
  it('grows from step to step while nothing is published', () => {
    const live = publish(draft(), start);
    expect([0, 23.9, 24, 47.9, 48, 1_000].map((hours) => percentAt(live, at(hours)))).toEqual([
      5, 5, 25, 25, 100, 100,
    ]);
    expect(progressAt(live, at(36))).toMatchObject({ state: 'running', position: 1.5 });
    expect(progressAt(live, at(60))).toMatchObject({ state: 'finished', position: 2 });
    expect(progressAt(live, at(0)).steps.map(({ at: reached }) => reached)).toEqual([at(0), at(24), at(48)]);
  });

  it.each([
    { to: 100, by: undefined },
    { to: 25, by: undefined },
    { to: 12.345, by: 'company' },
    { to: 0, by: undefined },
  ])('hands out the same by what is permanent once it has finished at $to %', ({ to, by }) => {
    const live = publish(draft({ plan: [{ percent: to, hours: 0 }], ...(by && { by }) }), start);
    const bound = (serve: Setting['everyoneElse']) => {
      const result = registry.strategies.get(serve.strategy)!.bind(serve.params);
      if (!result.ok) throw new Error(JSON.stringify(result.issues));
      return result.bound;
    };
    const [grown, permanent] = [bound(live.everyoneElse), bound(bound(live.everyoneElse).permanent(at(1))!)];
    for (let person = 0; person < 2_000; person++) {
      const context = { targetingKey: `user-${person}`, company: `company-${person}` };
      const subject = createSubject({ context, salt: 'checkout1', now: at(1) });
      expect(permanent.assign(subject)).toBe(grown.assign(subject));
    }
    expect(bound(publish(draft(), start).everyoneElse).permanent(at(1))).toBeUndefined();
  });

  it('stands still while it is paused, and goes on from there', () => {
    const live = publish(draft(), start);
    const paused = publish(draft({ control: 'paused' }), at(12), live);
    expect(percentAt(paused, at(100))).toBe(5);
    expect(progressAt(paused, at(100))).toMatchObject({ state: 'paused', position: 0.5 });
    const resumed = publish(draft(), at(100), paused);
    expect(percentAt(resumed, at(111.9))).toBe(5);
    expect(percentAt(resumed, at(112))).toBe(25);
  });

  it('says when steps begin and began, as far as that is known', () => {
    const begins = (setting: Setting, hours: number) =>
      progressAt(setting, at(hours)).steps.map((step) => step.at && (step.at - start) / hour);
    const live = publish(draft(), start);
    expect(begins(live, 36)).toEqual([undefined, 24, 48]);
    const paused = publish(draft({ control: 'paused' }), at(30), live);
    // Held for six hours, whenever one looks.
    expect(begins(paused, 100)).toEqual([undefined, 94, undefined]);
    expect(begins(publish(draft(), at(100), paused), 100)).toEqual([undefined, 94, 112 + 6]);
    expect(begins(draft(), 0)).toEqual([undefined, undefined, undefined]);
    expect(progressAt(draft(), at(0))).toMatchObject({ state: 'paused', share: 0, position: 0 });
  });

  it('keeps what people are drawn by, and the shares of its steps', () => {
    const { params } = publish(draft({ by: 'company' }), start).everyoneElse;
    expect(params).toMatchObject({ by: 'company', progress: { step: 0, held: 0 }, control: 'running' });
    expect(progressAt(publish(draft(), start), at(0)).steps.map(({ share }) => share)).toEqual([
      5_000, 25_000, 100_000,
    ]);
  });

  it('has held the last step of a plan that became shorter for no time yet', () => {
    const live = publish(draft(), start);
    const shorter = [
      { percent: 5, hours: 24 },
      { percent: 25, hours: 0 },
    ];
    const finished = publish(draft(), at(60), live);
    expect(publish(draft({ plan: shorter }), at(60), finished).everyoneElse.params).toMatchObject({
      progress: { step: 1, held: 0 },
      steps: [{ from: new Date(at(60)).toISOString(), percent: 25 }],
    });
    const second = publish(draft({ plan: shorter }), at(30), live);
    expect(second.everyoneElse.params).toMatchObject({ progress: { step: 1, held: 6 * hour } });
  });

  it('stands still while the flag is off', () => {
    const live = publish(draft(), start);
    const off = publish(draft({ enabled: false }), at(30), live);
    const on = publish(draft(), at(300), off);
    expect(percentAt(on, at(300))).toBe(25);
    expect(percentAt(on, at(317.9))).toBe(25);
    expect(percentAt(on, at(318))).toBe(100);
  });

  it('stands still while the flag is off on its last step, to which steps are added then', () => {
    const only = [{ percent: 10, hours: 0 }];
    const longer = [
      { percent: 10, hours: 48 },
      { percent: 100, hours: 0 },
    ];
    const off = publish(draft({ plan: only, enabled: false }), at(6), publish(draft({ plan: only }), at(0)));
    const edited = publish(draft({ plan: longer, enabled: false }), at(168), off);
    expect(edited.everyoneElse.params).toMatchObject({ progress: { step: 0, held: 6 * hour } });
    expect(progressAt(edited, at(180))).toMatchObject({ state: 'paused', share: 10_000, position: 0.125 });
    const on = publish(draft({ plan: longer }), at(200), edited);
    expect(percentAt(on, at(241.9))).toBe(10);
    expect(percentAt(on, at(242))).toBe(100);
    const atOnce = publish(draft({ plan: longer }), at(200), off);
    expect(atOnce).toEqual(on);
  });

  it('was on its last step for as long when the flag is turned on again, and says the same while it is off', () => {
    const finished = publish(draft(), at(60), publish(draft(), start));
    const off = publish(draft({ enabled: false }), at(60), finished);
    expect(progressAt(off, at(600))).toEqual(progressAt(finished, at(60)));
    const on = publish(draft(), at(600), off);
    expect(on.everyoneElse.params).toMatchObject({ progress: { step: 2, held: 12 * hour } });
    expect(progressAt(on, at(600))).toMatchObject({ state: 'finished', share: 100_000, position: 2 });
  });

  it('gives it to nobody when it is stopped, and knows where it stood', () => {
    const live = publish(draft(), start);
    const stopped = publish(draft({ control: 'stopped' }), at(30), live);
    expect(progressAt(stopped, at(40))).toMatchObject({ state: 'stopped', share: 0, position: 1.25 });
    expect(percentAt(publish(draft(), at(40), stopped), at(40))).toBe(25);
  });

  it('goes to the step that a person chose, or starts again', () => {
    const live = publish(draft(), start);
    expect(percentAt(publish(draft({ goTo: 1 }), at(1), live), at(1))).toBe(25);
    expect(percentAt(publish(draft({ goTo: 0 }), at(30), live), at(30))).toBe(5);
    const chosen = publish(draft({ goTo: 1 }), at(1), live);
    expect(chosen.everyoneElse.params).not.toHaveProperty('goTo');
  });

  it('goes on in an edited plan: a hold that is over by now ends, later steps move', () => {
    const live = publish(draft(), start);
    const shorter = [
      { percent: 5, hours: 6 },
      { percent: 50, hours: 6 },
      { percent: 100, hours: 0 },
    ];
    const edited = publish(draft({ plan: shorter }), at(12), live);
    expect(percentAt(edited, at(12))).toBe(50);
    expect(percentAt(edited, at(18))).toBe(100);
  });

  it('is the same setting when it is published again unchanged: running, paused or off', () => {
    const live = publish(draft(), start);
    expect(publish(draft(), at(30), live)).toEqual(live);
    const paused = publish(draft({ control: 'paused' }), at(30), live);
    expect(publish(draft({ control: 'paused' }), at(40), paused)).toEqual(paused);
    const off = publish(draft({ enabled: false }), at(50), live);
    expect(publish(draft({ enabled: false }), at(60), off)).toEqual(off);
    expect(publish(draft({ goTo: 1 }), at(30), live)).not.toEqual(live);
  });

  it('begins anew when people are drawn by another salt', () => {
    const live = publish(draft(), start);
    expect(percentAt(publish({ ...draft(), salt: 'another1' }, at(30), live), at(30))).toBe(5);
  });

  it('begins anew when it joins a group, or leaves one', () => {
    const live = publish(draft(), start);
    const joined = publish({ ...draft(), bucketGroup: 'wave' }, at(30), live);
    expect(percentAt(joined, at(30))).toBe(5);
    expect(percentAt(publish({ ...draft(), bucketGroup: 'wave' }, at(60), joined), at(60))).toBe(25);
    expect(percentAt(publish(draft(), at(60), joined), at(60))).toBe(5);
  });

  it('serves the first step to a host whose clock is behind the publisher, so that nobody loses it', () => {
    const live = publish(draft(), start);
    const paused = publish(draft({ control: 'paused' }), at(30), live);
    expect(percentAt(paused, at(30) - 5_000)).toBe(25);
  });

  it('announces every step and nothing else', () => {
    const live = publish(draft(), start);
    const result = progressive.bind(live.everyoneElse.params);
    const next = (now: number) => (result.ok ? result.bound.nextChange(now) : undefined);
    expect([next(at(0)), next(at(24) - 1), next(at(24)), next(at(48))]).toEqual([
      at(24),
      at(24),
      at(48),
      undefined,
    ]);
  });

  it('refuses a plan that shrinks, is empty or too long, and says where', () => {
    const issues = (steps: Json) => {
      const result = progressive.bind({ variant: 'on', otherwise: 'off', plan: steps });
      return result.ok ? [] : result.issues.map(({ path, message }) => `${path}: ${message}`);
    };
    expect(
      issues([
        { percent: 25, hours: 1 },
        { percent: 5, hours: 0 },
      ]),
    ).toEqual(['plan.1.percent: A rollout only grows: enter 25 % or more, or change the step before.']);
    expect(issues([])).toEqual(['plan: Add at least one step.']);
    expect(issues([{ percent: 101, hours: 0 }])).toHaveLength(1);
    expect(issues([{ percent: 0.0001, hours: 0 }])).toHaveLength(1);
    expect(issues([{ percent: 1, hours: -1 }])).toHaveLength(1);
    expect(issues(Array.from({ length: 51 }, () => ({ percent: 1, hours: 0 })))).toHaveLength(1);
  });

  it('says where it stands, and by when it grows to what', () => {
    const flag = {
      type: 'boolean',
      variants: [
        { key: 'on', value: true },
        { key: 'off', value: false },
      ],
    } as const;
    const names = (_kind: 'segment' | 'variant', key: string) => key;
    const say = (setting: Setting, hours: number) =>
      describeSetting({
        flag,
        setting,
        names,
        registry,
        moment: {
          now: at(hours),
          nameTime: (instant) => new Date(instant).toISOString().slice(0, 16),
        },
      }).text;
    const live = publish(draft(), start);
    expect(say(live, 24)).toBe('25 % of everyone, growing to 100 % by 2026-03-04T09:00');
    expect(say(live, 48)).toBe('On for everyone');
    expect(say(publish(draft({ control: 'paused' }), at(30), live), 30)).toBe(
      '25 % of everyone, paused on the way to 100 %',
    );
    expect(say(publish(draft({ control: 'stopped' }), at(30), live), 30)).toBe('0 % of everyone, stopped');
    expect(describeSetting({ flag, setting: live, names, registry }).text).toBe(
      '5 % of everyone, growing to 100 %',
    );
  });

  it('never takes it from anybody while it runs, pauses and resumes', () => {
    const act = fc.record({
      wait: fc.integer({ min: 0, max: 60 }),
      control: fc.constantFrom('running', 'paused'),
      enabled: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
        let now = start;
        let live = publish(draft(), now);
        let share = 5;
        for (const { wait, ...change } of acts) {
          now += wait * hour;
          expect(percentAt(live, now)).toBeGreaterThanOrEqual(share);
          share = percentAt(live, now);
          live = publish(draft(change), now, live);
          expect(percentAt(live, now)).toBe(share);
        }
      }),
    );
  });
});
