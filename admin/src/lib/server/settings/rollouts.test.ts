import { describe, expect, it } from 'vitest';
import { controlRollout } from './control-rollout.ts';
import { readFlag } from '../flags/flag-views.ts';
import { findAttention } from '../home/attention.ts';
import type { RolloutAction } from './rollouts.ts';
import { previewSetting } from './preview-setting.ts';
import { saveSetting } from './save-setting.ts';
import { switchFlag } from './switch-flag.ts';
import { watchRollout } from './watch-rollout.ts';
import { etagOf, forBeta, mira, openFilledHoist, refusalOf, setUp, viewer } from '../testing.ts';

const hour = 3_600_000;
const start = Date.parse('2026-03-02T09:00:00.000Z');

/** `checkout` in dev: for beta, and 5 → 25 → 100 % of everyone else, a day each. */
async function openGrowing() {
  let now = start;
  const hoist = await openFilledHoist(() => now);
  const save = { flag: 'checkout', environment: 'dev', comment: '' };
  const params = {
    variant: 'on',
    otherwise: 'off',
    plan: [
      { percent: 5, hours: 24 },
      { percent: 25, hours: 24 },
      { percent: 100, hours: 0 },
    ],
  };
  const setting = { ...forBeta(hoist), everyoneElse: { strategy: 'progressive', params } };
  await saveSetting(hoist, mira, { ...save, ifMatch: etagOf(hoist, 'dev'), setting });
  const dev = () => readFlag(hoist, 'checkout').environments[0]!;
  return {
    hoist,
    wait: (hours: number) => (now += hours * hour),
    percent: () => (dev().rollouts[0]?.share ?? -1) / 1_000,
    state: () => dev().rollouts[0]?.state,
    text: () => dev().sentence.text,
    control: (control: RolloutAction) =>
      controlRollout(hoist, mira, { ...save, ifMatch: etagOf(hoist, 'dev'), control }),
    turn: (enabled: boolean, restart = false) =>
      switchFlag(hoist, mira, { ...save, ifMatch: etagOf(hoist, 'dev'), enabled, restart }),
  };
}

describe('a progressive rollout', () => {
  it('begins when it is published and grows by itself', async () => {
    const { wait, percent, state, text } = await openGrowing();
    expect(percent()).toBe(5);
    expect(text()).toBe('On for Beta, and 5 % of everyone else, growing to 100 % by Wed 4 Mar, 09:00 UTC');
    wait(24);
    expect(percent()).toBe(25);
    wait(24);
    expect([percent(), state()]).toEqual([100, 'finished']);
  });

  it('says of a draft when each step would be reached, from where the one that is served stands', async () => {
    const { hoist, wait } = await openGrowing();
    const { salt: _, ...draft } = readFlag(hoist, 'checkout').environments[0]!.setting!;
    const stepsIn = (environment: string) =>
      previewSetting(hoist, { flag: 'checkout', environment, setting: draft }).rollouts[0]?.steps.map(
        ({ at }) => at !== undefined && (at - start) / hour,
      );
    wait(6);
    expect(stepsIn('dev')).toEqual([0, 24, 48]);
    expect(stepsIn('staging')).toEqual([6, 30, 54]);
    const others = { strategy: 'fixed', params: { variant: 'on' } };
    const setting = { ...draft, everyoneElse: others };
    expect(previewSetting(hoist, { flag: 'checkout', environment: 'dev', setting }).rollouts).toEqual([]);
  });

  it('is paused, resumed, moved on, stopped and started again', async () => {
    const { wait, percent, state, control } = await openGrowing();
    wait(12);
    await control('pause');
    wait(100);
    expect([percent(), state()]).toEqual([5, 'paused']);
    await control('resume');
    wait(12);
    expect([percent(), state()]).toEqual([25, 'running']);
    await control('next');
    expect(percent()).toBe(100);
    await control('stop');
    expect([percent(), state()]).toEqual([0, 'stopped']);
    await control('restart');
    expect([percent(), state()]).toEqual([5, 'running']);
  });

  it('stands while the flag is off, and goes on or starts again when it is turned on', async () => {
    const { wait, percent, turn } = await openGrowing();
    wait(30);
    await turn(false);
    wait(100);
    await turn(true);
    expect(percent()).toBe(25);
    wait(17);
    expect(percent()).toBe(25);
    wait(1);
    expect(percent()).toBe(100);
    await turn(false);
    await turn(true, true);
    expect(percent()).toBe(5);
  });

  it.each(['pause', 'stop'] as const)(
    'is no second change where a flag is turned off after %s',
    async (control) => {
      const { hoist, wait, control: ask } = await openGrowing();
      wait(30);
      await ask(control);
      wait(1);
      const setting = readFlag(hoist, 'checkout').environments[0]!.setting;
      const draft = { ...setting, enabled: false };
      const preview = previewSetting(hoist, { flag: 'checkout', environment: 'dev', setting: draft });
      expect(preview.differences).toEqual(['Turned off']);
    },
  );

  it('is not moved by saving something else of the flag', async () => {
    const { hoist, wait, percent } = await openGrowing();
    wait(23);
    const setting = readFlag(hoist, 'checkout').environments[0]!.setting;
    await saveSetting(hoist, mira, {
      flag: 'checkout',
      environment: 'dev',
      ifMatch: etagOf(hoist, 'dev'),
      setting: { ...setting, rules: [] },
      comment: '',
    });
    expect(percent()).toBe(5);
    wait(1);
    expect(percent()).toBe(25);
  });

  it('is made permanent once it has finished, in a rule and for everyone else', async () => {
    const { hoist, wait, control } = await openGrowing();
    const dev = () => readFlag(hoist, 'checkout').environments[0]!;
    const part = { variant: 'on', otherwise: 'off', plan: [{ percent: 25, hours: 0 }], by: 'company' };
    const place = { flag: 'checkout', environment: 'dev', comment: '' };
    const growing = { strategy: 'progressive', params: part };
    const rules = dev().setting!.rules.map((rule) => ({ ...rule, serve: growing }));
    const setting = { ...dev().setting, rules };
    await saveSetting(hoist, mira, { ...place, ifMatch: etagOf(hoist, 'dev'), setting });
    const make = (rule: string) =>
      controlRollout(hoist, mira, {
        ...place,
        rule,
        control: 'make-permanent',
        ifMatch: etagOf(hoist, 'dev'),
      });
    expect((await refusalOf(() => make('everyone-else'))).fields).toHaveProperty('rollout');
    wait(48);
    await make('everyone-else');
    expect(dev().rollouts.map(({ rule, state }) => [rule, state])).toEqual([['beta', 'finished']]);
    await make('beta');
    expect(dev().setting).toMatchObject({
      rules: [
        {
          serve: {
            strategy: 'split',
            params: {
              ranges: [
                { from: 0, to: 25_000, variant: 'on' },
                { from: 25_000, to: 100_000, variant: 'off' },
              ],
              by: 'company',
            },
          },
        },
      ],
      everyoneElse: { strategy: 'fixed', params: { variant: 'on' } },
    });
    expect((await refusalOf(() => control('make-permanent'))).code).toBe('no-rollout');
  });

  it('is watched for a week by everybody once it has finished, until it runs again', async () => {
    const { hoist, wait, state, control } = await openGrowing();
    const place = { flag: 'checkout', environment: 'dev' };
    const watch = (person = mira) => watchRollout(hoist, person, place);
    const watchedUntil = () => readFlag(hoist, 'checkout').environments[0]!.rollouts[0]?.watchedUntil;
    const asked = async () => (await findAttention(hoist)).filter(({ kind }) => kind === 'finished').length;
    expect((await refusalOf(() => watch())).fields).toHaveProperty('rollout');
    wait(49);
    expect([watchedUntil(), await asked()]).toEqual([undefined, 1]);
    expect((await refusalOf(() => watch(viewer))).code).toBe('role-too-low');
    const before = hoist.published('dev').state.version;
    await watch();
    expect(hoist.published('dev').state.version).toBe(before);
    expect([watchedUntil(), await asked()]).toEqual([hoist.now() + 7 * 24 * hour, 0]);
    const { log, state: written } = hoist.definitions;
    const [record] = await hoist.store.read(log, written.version - 1, 1);
    expect(record?.said).toBe(
      'keeps watching the finished rollout of Checkout in dev until Wednesday 11 March',
    );
    wait(7 * 24);
    expect([watchedUntil(), await asked()]).toEqual([undefined, 1]);
    await watch();
    await control('restart');
    wait(48);
    expect([state(), watchedUntil()]).toEqual(['finished', undefined]);
  });

  it('refuses where there is none, and people without the right', async () => {
    const { hoist } = await openGrowing();
    await setUp(hoist, 'staging');
    const ask = {
      flag: 'checkout',
      ifMatch: etagOf(hoist, 'staging'),
      control: 'pause',
      comment: '',
    } as const;
    expect(
      (await refusalOf(() => controlRollout(hoist, mira, { ...ask, environment: 'staging' }))).status,
    ).toBe(422);
    expect(
      (await refusalOf(() => controlRollout(hoist, viewer, { ...ask, environment: 'dev' }))).status,
    ).toBe(403);
  });
});
