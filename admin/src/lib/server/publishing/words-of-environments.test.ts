import { describe, expect, it } from 'vitest';
import type { AdminContext } from '../context.ts';
import { readFlag } from '../flags/flag-views.ts';
import { changeFlag } from '../flags/flags.ts';
import { changeBucketGroup, createBucketGroup, readBucketGroup } from '../bucket-groups/bucket-groups.ts';
import { listPending } from '../pending/list-pending.ts';
import { readRecentChanges } from './recent-changes.ts';
import { changeSegment, readSegment } from '../segments/segments.ts';
import { toFirstSetting } from '../settings/complete-setting.ts';
import { previewSetting } from '../settings/preview-setting.ts';
import { saveSetting } from '../settings/save-setting.ts';
import { countryIs, etagOf, mira, openFilledHoist, setUp } from '../testing.ts';

const swapped = [
  { key: 'on', value: false },
  { key: 'off', value: true },
];

const onForAll = { strategy: 'fixed', params: { variant: 'on' } };

/** `checkout` is on for everyone in prod, and its versions change their values, which prod holds back. */
async function openHeldBack(): Promise<AdminContext> {
  const hoist = await openFilledHoist();
  const { definition, etag } = readFlag(hoist, 'checkout');
  await saveSetting(hoist, mira, {
    flag: 'checkout',
    environment: 'prod',
    ifMatch: etagOf(hoist, 'prod'),
    setting: { ...toFirstSetting(definition), everyoneElse: onForAll },
    comment: 'all of them',
  });
  await changeFlag(hoist, mira, {
    key: 'checkout',
    ifMatch: etag,
    patch: { variants: swapped, clientVisible: true },
  });
  return hoist;
}

const inProd = (hoist: AdminContext) => readFlag(hoist, 'checkout').environments[2];

describe('a flag whose latest definition an environment does not serve', () => {
  it('is described there by the one that it serves, with a change pending', async () => {
    const hoist = await openHeldBack();
    expect(inProd(hoist)).toMatchObject({
      sentence: { text: 'On for everyone' },
      pending: true,
      published: {
        revision: 1,
        clientVisible: false,
        variants: [
          { key: 'on', value: true },
          { key: 'off', value: false },
        ],
      },
    });
    expect(readFlag(hoist, 'checkout').environments[0]).toMatchObject({
      pending: false,
      published: { revision: 2, clientVisible: true, variants: swapped },
    });
  });

  it('is previewed by what would be published, and what was', async () => {
    const hoist = await openHeldBack();
    const setting = {
      ...inProd(hoist)?.setting,
      everyoneElse: { strategy: 'fixed', params: { variant: 'off' } },
    };
    expect(previewSetting(hoist, { flag: 'checkout', environment: 'prod', setting })).toMatchObject({
      before: { text: 'On for everyone' },
      after: { text: 'On for nobody' },
      differences: ['Everyone else: On → Off'],
      outdated: ['Checkout'],
    });
  });

  it('is described in the past by what was published then', async () => {
    const hoist = await openHeldBack();
    const changes = await readRecentChanges(hoist, 10);
    expect(changes.find(({ environment }) => environment === 'prod')?.said).toBe(
      'set Checkout: on for everyone',
    );
  });

  it('is reviewed by what changes, and what that makes of its setting', async () => {
    const hoist = await openHeldBack();
    expect(listPending(hoist, 'prod')[0]?.differences).toEqual([
      "Version 'on': true → false",
      "Version 'off': false → true",
      'Browsers and phones may read it, and not servers alone',
      'Now: On for everyone',
      'After: On for nobody',
    ]);
  });
});

describe('a segment whose latest definition an environment does not serve', () => {
  it('is described there by the one that it serves, with a change pending', async () => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'dev');
    await setUp(hoist, 'prod');
    const { etag } = readSegment(hoist, 'beta');
    await changeSegment(hoist, mira, {
      key: 'beta',
      ifMatch: etag,
      patch: { conditionGroups: countryIs('AT') },
    });
    const { sentence, environments } = readSegment(hoist, 'beta');
    expect(environments.map(({ pending, sentence: published }) => [published, pending])).toEqual([
      [sentence, false],
      [undefined, false],
      ['country is DE', true],
    ]);
  });
});

describe('a group whose latest definition an environment does not serve', () => {
  it('is described there by the one that it serves, with a change pending', async () => {
    const hoist = await openFilledHoist();
    const shares = (share: number) => ({ shares: [{ flag: 'checkout', share }] });
    const { etag } = await createBucketGroup(hoist, mira, { key: 'tests', ...shares(40_000) });
    const { definition } = readFlag(hoist, 'checkout');
    await saveSetting(hoist, mira, {
      flag: 'checkout',
      environment: 'prod',
      ifMatch: etagOf(hoist, 'prod'),
      setting: { ...toFirstSetting(definition), bucketGroup: 'tests' },
      comment: 'why',
    });
    await changeBucketGroup(hoist, mira, { key: 'tests', ifMatch: etag, patch: shares(30_000) });
    const { sentence, environments } = readBucketGroup(hoist, 'tests');
    expect(sentence).toContain('30 %');
    expect(environments[2]).toMatchObject({
      pending: true,
      sentence: expect.stringContaining('40 %') as string,
    });
  });
});
