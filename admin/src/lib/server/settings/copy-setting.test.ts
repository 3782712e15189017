import { describe, expect, it } from 'vitest';
import { createSegment } from '../segments/segments.ts';
import { readFlag } from '../flags/flag-views.ts';
import { controlRollout } from './control-rollout.ts';
import { copySetting, readCopy } from './copy-setting.ts';
import type { CopyName } from './copy-setting.ts';
import { saveSetting } from './save-setting.ts';
import { countryIs, editor, etagOf, forBeta, mira, openFilledHoist, refusalOf, setUp } from '../testing.ts';

const hour = 3_600_000;
const start = Date.parse('2026-03-02T09:00:00.000Z');
const toStaging: CopyName = { flag: 'checkout', environment: 'staging', from: 'dev' };
const growing = {
  strategy: 'progressive',
  params: {
    variant: 'on',
    otherwise: 'off',
    plan: [
      { percent: 5, hours: 24 },
      { percent: 100, hours: 0 },
    ],
  },
};

/** `checkout` in dev: never for bots, 25 % of gold, on for beta, and growing for everyone else since a day. */
async function openHoist() {
  let now = start;
  const hoist = await openFilledHoist(() => now);
  for (const key of ['bots', 'gold'])
    await createSegment(hoist, mira, { key, name: `The ${key}`, conditionGroups: countryIs('AT') });
  const on = { strategy: 'fixed', params: { variant: 'on' } };
  const setting = {
    ...forBeta(hoist),
    never: ['bots'],
    rules: [
      { id: 'gold', segments: ['gold'], serve: growing },
      { id: 'beta', segments: ['beta'], serve: on },
    ],
    everyoneElse: growing,
  };
  const place = { flag: 'checkout', environment: 'dev', comment: '' };
  await saveSetting(hoist, mira, { ...place, ifMatch: etagOf(hoist, 'dev'), setting });
  now += 30 * hour;
  const copy = (name: CopyName, picked: readonly string[], more = {}) => {
    const view = readCopy(hoist, name, new Set(picked));
    const based = { ifMatch: view?.etag ?? '', sourceEtag: view?.sourceEtag ?? '', comment: 'ok', ...more };
    return copySetting(hoist, mira, { ...name, ...based, picked: new Set(picked) });
  };
  const inStaging = () => readFlag(hoist, 'checkout').environments[1]!;
  return { hoist, copy, inStaging };
}

describe('a copy of a setting', () => {
  it('lists the parts in words, what comes along, and that rollouts start at their first step', async () => {
    const { hoist } = await openHoist();
    await setUp(hoist, 'staging');
    const view = readCopy(hoist, toStaging);
    expect(view?.parts).toMatchObject([
      { name: 'never', title: 'Off for', before: 'nobody', after: 'The bots', picked: true },
      {
        name: 'rule:gold',
        title: 'On for The gold',
        before: 'no rule',
        after: '5 %, growing to 100 % by Wed 4 Mar, 15:00 UTC',
        notes: [
          'Asked first, as in dev.',
          'A rollout that is copied starts at its first step.',
          'The gold comes along: staging does not have it yet.',
        ],
      },
      { name: 'everyoneElse', before: 'Off', notes: ['A rollout that is copied starts at its first step.'] },
    ]);
    expect(view?.parts[0]?.differences).toEqual(['Added The bots to Never for']);
  });

  it('takes over what is picked and nothing else', async () => {
    const { hoist, copy, inStaging } = await openHoist();
    await setUp(hoist, 'staging');
    await copy(toStaging, ['rule:gold']);
    expect(inStaging().sentence.text).toMatch(/^On for Beta, and 5 % of The gold|^5 % of The gold/);
    expect(inStaging().setting).toMatchObject({
      never: [],
      rules: [{ id: 'gold' }, { id: 'beta' }],
      everyoneElse: { strategy: 'fixed' },
    });
    expect(inStaging().rollouts).toMatchObject([{ rule: 'gold', state: 'running', share: 5_000 }]);
    const { log, state } = hoist.published('staging');
    const [record] = await hoist.store.read(log, state.version - 1, 1);
    expect(record?.said).toMatch(/^copied from dev the setting of Checkout: /);
  });

  it('leaves a rollout of the same plan where it stands, and starts another anew', async () => {
    const { hoist, copy, inStaging } = await openHoist();
    await copy(toStaging, ['rule:gold', 'rule:beta', 'everyoneElse']);
    const place = { flag: 'checkout', environment: 'staging', comment: '' };
    const control = (rule: string) =>
      controlRollout(hoist, mira, { ...place, rule, control: 'next', ifMatch: etagOf(hoist, 'staging') });
    await control('gold');
    expect(readCopy(hoist, toStaging)?.parts.map(({ name }) => name)).toEqual(['never']);
    await control('everyone-else');
    const twoSteps = { ...growing, params: { ...growing.params, plan: [{ percent: 7, hours: 1 }] } };
    const dev = readFlag(hoist, 'checkout').environments[0]!;
    const setting = { ...dev.setting, everyoneElse: twoSteps };
    await saveSetting(hoist, mira, { ...place, environment: 'dev', ifMatch: dev.etag, setting });
    await copy(toStaging, ['everyoneElse']);
    expect(inStaging().rollouts).toMatchObject([
      { rule: 'gold', share: 100_000 },
      { rule: 'everyone-else', share: 7_000, position: 0 },
    ]);
  });

  it('into an environment that is not set up brings what everyone else gets along', async () => {
    const { copy, inStaging, hoist } = await openHoist();
    const view = readCopy(hoist, toStaging, new Set(['rule:beta']));
    expect(view?.isSetUp).toBe(false);
    expect(view?.parts.filter(({ picked }) => picked).map(({ name, needed }) => [name, needed])).toEqual([
      ['rule:beta', false],
      ['everyoneElse', true],
    ]);
    expect(readCopy(hoist, toStaging, new Set())?.setting).toMatchObject({ rules: [], never: [] });
    await copy(toStaging, ['rule:beta']);
    expect(inStaging().setting).toMatchObject({ rules: [{ id: 'beta' }], everyoneElse: growing, never: [] });
    expect(readCopy(hoist, { flag: 'checkout', environment: 'dev', from: 'prod' })).toBeUndefined();
  });

  it('is refused where either side has changed meanwhile, and without the right or a comment', async () => {
    const { hoist, copy } = await openHoist();
    await setUp(hoist, 'staging');
    await setUp(hoist, 'prod');
    const stale = await refusalOf(() => copy(toStaging, ['never'], { ifMatch: 'x' }));
    expect([stale.code, stale.theirs?.who]).toEqual(['changed-meanwhile', 'Mira Okafor']);
    const source = await refusalOf(() => copy(toStaging, ['never'], { sourceEtag: 'x' }));
    expect(source.code).toBe('changed-meanwhile');
    expect(source.message).toContain("this flag's setting in dev");
    const toProd = { ...toStaging, environment: 'prod' };
    const silent = await refusalOf(() => copy(toProd, ['never'], { comment: ' ' }));
    expect(Object.keys(silent.fields)).toEqual(['comment']);
    const view = readCopy(hoist, toProd);
    const based = { ifMatch: view?.etag ?? '', sourceEtag: view?.sourceEtag ?? '', comment: 'ok' };
    const refusal = await refusalOf(() =>
      copySetting(hoist, editor, { ...toProd, ...based, picked: new Set(['never']) }),
    );
    expect(refusal.code).toBe('role-too-low');
  });
});
