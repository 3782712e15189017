import { describe, expect, it } from 'vitest';
import type { AdminContext } from '../context.ts';
import { changeBucketGroup, createBucketGroup, readBucketGroup } from '../bucket-groups/bucket-groups.ts';
import { changeFlag, createFlag } from '../flags/flags.ts';
import { readFlag } from '../flags/flag-views.ts';
import { findPendingForPeople } from '../publishing/pending.ts';
import { publishPending } from '../pending/publish-pending.ts';
import { changeRegions, readRegionsView } from '../regions/regions.ts';
import { defineElsewhere, forBeta, mira, openFilledHoist, refusalOf, setUp } from '../testing.ts';
import { toFirstSetting } from './complete-setting.ts';
import { previewSetting } from './preview-setting.ts';
import { saveSetting } from './save-setting.ts';
import { switchFlag } from './switch-flag.ts';

const onOff = [
  { key: 'on', value: true },
  { key: 'off', value: false },
];
const withAlso = [...onOff, { key: 'also', value: true }];

/** `checkout` published in prod with the version `also`, whose removal is pending there, and the flag `pay`. */
async function openWithPending(): Promise<AdminContext> {
  const hoist = await openFilledHoist();
  await define(hoist, withAlso);
  await setUp(hoist, 'prod');
  await createFlag(hoist, mira, { key: 'pay', name: 'Pay later', type: 'boolean', variants: onOff });
  return hoist;
}

const define = (hoist: AdminContext, variants: object[]) =>
  changeFlag(hoist, mira, {
    key: 'checkout',
    ifMatch: readFlag(hoist, 'checkout').etag,
    patch: { variants } as never,
  });

const etagIn = (hoist: AdminContext, flag: string, environment: string) =>
  readFlag(hoist, flag).environments.find((one) => one.environment.key === environment)?.etag ?? '';

const payAsking = (hoist: AdminContext, ...variants: string[]) => ({
  ...toFirstSetting(readFlag(hoist, 'pay').definition),
  prerequisites: [{ flag: 'checkout', variants }],
});

const save = (hoist: AdminContext, flag: string, setting: object, environment = 'prod') =>
  saveSetting(hoist, mira, {
    flag,
    environment,
    ifMatch: etagIn(hoist, flag, environment),
    setting,
    comment: 'why',
  });

describe('a setting that names what the latest definition of something else took away', () => {
  it('is refused for a prerequisite, by flag and version, and what is pending can be published', async () => {
    const hoist = await openWithPending();
    await define(hoist, onOff);
    const message = "Flag 'checkout' has no version 'also'. Choose one that it has.";
    const setting = payAsking(hoist, 'on', 'also');
    const refusal = await refusalOf(() => save(hoist, 'pay', setting));
    expect([refusal.status, refusal.fields]).toEqual([
      422,
      { 'setting.prerequisites.0.variants.1': message },
    ]);
    expect(previewSetting(hoist, { flag: 'pay', environment: 'prod', setting }).problems).toEqual([message]);
    await save(hoist, 'pay', payAsking(hoist, 'on'));
    const entries = findPendingForPeople(hoist, 'prod');
    expect(entries).toMatchObject([{ kind: 'flag', key: 'checkout' }]);
    await publishPending(hoist, mira, { environment: 'prod', entries, comment: 'why' });
    expect(findPendingForPeople(hoist, 'prod')).toEqual([]);
  });

  it('is refused for the share of a group that the latest has no more', async () => {
    const hoist = await openWithPending();
    const pay = { flag: 'pay', from: 50_000, to: 100_000 };
    await createBucketGroup(hoist, mira, {
      key: 'half',
      shares: [{ flag: 'checkout', from: 0, to: 50_000 }, pay],
    });
    await save(hoist, 'checkout', { ...forBeta(hoist), bucketGroup: 'half' });
    await changeBucketGroup(hoist, mira, {
      key: 'half',
      ifMatch: readBucketGroup(hoist, 'half').etag,
      patch: { shares: [{ flag: 'checkout', from: 0, to: 40_000 }] },
    });
    const drawn = { ...toFirstSetting(readFlag(hoist, 'pay').definition), bucketGroup: 'half' };
    const refusal = await refusalOf(() => save(hoist, 'pay', drawn));
    expect([refusal.status, Object.keys(refusal.fields)]).toEqual([422, ['setting.bucketGroup']]);
  });

  it('is refused for a region group that is taken away', async () => {
    const hoist = await openWithPending();
    const define = (groups: object) =>
      changeRegions(hoist, mira, {
        ifMatch: readRegionsView(hoist).etag,
        regions: { attribute: 'country', groups } as never,
      });
    await define({ NORTH: ['DK', 'SE'], SOUTH: ['IT'] });
    const within = (...regions: string[]) => ({ availability: { mode: 'only', regions } });
    await save(hoist, 'checkout', { ...forBeta(hoist), ...within('NORTH', 'SOUTH') });
    await save(hoist, 'checkout', { ...forBeta(hoist), ...within('NORTH') });
    await define({ NORTH: ['DK'] });
    const pay = toFirstSetting(readFlag(hoist, 'pay').definition);
    const refusal = await refusalOf(() => save(hoist, 'pay', { ...pay, ...within('SOUTH') }));
    expect([refusal.status, Object.keys(refusal.fields)]).toEqual([422, ['setting.availability.regions.0']]);
    await save(hoist, 'pay', { ...pay, ...within('NORTH') });
  });

  it('is refused although another flag names the same already, and passes where it did so itself', async () => {
    const hoist = await openWithPending();
    await save(hoist, 'pay', payAsking(hoist, 'also'));
    await createFlag(hoist, mira, { key: 'gift', name: 'Gift', type: 'boolean', variants: onOff });
    const { definition } = readFlag(hoist, 'checkout');
    await defineElsewhere(hoist, 'flag', {
      ...definition,
      variants: onOff,
      revision: definition.revision + 1,
    });
    expect((await refusalOf(() => save(hoist, 'gift', payAsking(hoist, 'also')))).status).toBe(422);
    await save(hoist, 'pay', { ...payAsking(hoist, 'on', 'also'), off: null });
    for (const enabled of [false, true])
      await switchFlag(hoist, mira, {
        flag: 'pay',
        environment: 'prod',
        enabled,
        ifMatch: etagIn(hoist, 'pay', 'prod'),
        comment: 'why',
      });
    await save(hoist, 'pay', payAsking(hoist, 'on'));
    expect((await refusalOf(() => save(hoist, 'pay', payAsking(hoist, 'also')))).status).toBe(422);
  });
});
