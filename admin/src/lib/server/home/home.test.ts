import { describe, expect, it } from 'vitest';
import { controlRollout } from '../settings/control-rollout.ts';
import { changeFlag } from '../flags/flags.ts';
import { readHome } from './home.ts';
import { changeSegment } from '../segments/segments.ts';
import { saveSetting } from '../settings/save-setting.ts';
import { countryIs, etagOf, forBeta, mira, openFilledHoist, setUp } from '../testing.ts';
import { etagOfPart } from '../definitions/definitions.ts';

const start = Date.parse('2026-03-02T09:00:00.000Z');
const plan = [
  { percent: 5, hours: 24 },
  { percent: 100, hours: 0 },
];

describe('Home', () => {
  it('ticks the steps that facts show', async () => {
    const hoist = await openFilledHoist();
    const ticks = async () => (await readHome(hoist)).steps.map(({ done }) => done);
    expect(await ticks()).toEqual([true, false, false, false, false]);
    await setUp(hoist, 'dev');
    expect(await ticks()).toEqual([true, true, false, false, false]);
    await setUp(hoist, 'staging');
    await setUp(hoist, 'prod');
    expect(await ticks()).toEqual([true, true, false, true, true]);
  });

  it('ticks nothing for the flags of the example', async () => {
    const hoist = await openFilledHoist();
    const ifMatch = etagOfPart(hoist.definitions, 'flag/checkout');
    await changeFlag(hoist, mira, { key: 'checkout', patch: { tags: ['example'] }, ifMatch });
    for (const environment of ['dev', 'staging', 'prod']) await setUp(hoist, environment);
    const { steps } = await readHome(hoist);
    expect(steps.map(({ done }) => done)).toEqual([false, false, false, false, false]);
  });

  it('lists what people did in the words of that moment, and leaves out what followed by itself', async () => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'prod');
    const ifMatch = etagOfPart(hoist.definitions, 'segment/beta');
    await changeSegment(hoist, mira, { key: 'beta', patch: { name: 'Beta people' }, ifMatch });
    const { changes } = await readHome(hoist);
    expect(changes.map(({ at: _, who: __, ...change }) => change)).toEqual([
      {
        said: 'changed the segment Beta people',
        href: '/segments/beta',
        environment: undefined,
        comment: '',
      },
      {
        said: 'set Checkout: on for Beta',
        href: '/flags/checkout?env=prod',
        environment: 'prod',
        comment: 'first',
      },
      expect.objectContaining({ said: 'created the flag Checkout' }),
      expect.objectContaining({ said: 'created the segment Beta' }),
    ]);
  });

  it('puts first what needs somebody: no relay, a change that waits, a paused rollout', async () => {
    const hoist = await openFilledHoist(() => start);
    await setUp(hoist, 'prod');
    const params = { variant: 'on', otherwise: 'off', plan };
    const setting = { ...forBeta(hoist), everyoneElse: { strategy: 'progressive', params } };
    const place = { flag: 'checkout', environment: 'dev', comment: '' };
    await saveSetting(hoist, mira, { ...place, ifMatch: etagOf(hoist, 'dev'), setting });
    const titles = async () => (await readHome(hoist)).attention.map(({ title }) => title);
    expect(await titles()).toEqual([
      'No relay is running',
      'Checkout grows to 100 % in dev on Tue 3 Mar, 09:00 UTC',
      '1 flag differs between staging and prod',
    ]);
    await controlRollout(hoist, mira, { ...place, ifMatch: etagOf(hoist, 'dev'), control: 'pause' });
    const ifMatch = etagOfPart(hoist.definitions, 'segment/beta');
    await changeSegment(hoist, mira, { key: 'beta', patch: { conditionGroups: countryIs('AT') }, ifMatch });
    expect(await titles()).toEqual([
      'No relay is running',
      'Beta: prod uses revision 1, 2 waits',
      'Checkout is paused at 5 % in dev',
      '1 flag differs between staging and prod',
    ]);
  });
});
