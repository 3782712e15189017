import type { JsonObject } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import type { AdminContext } from '../context.ts';
import { createFlag } from '../flags/flags.ts';
import { changeBucketGroup, createBucketGroup, listBucketGroups, readBucketGroup } from './bucket-groups.ts';
import { listPending } from '../pending/list-pending.ts';
import { publishPending } from '../pending/publish-pending.ts';
import { readPublished } from '../publishing/published.ts';
import { previewSetting } from '../settings/preview-setting.ts';
import { saveSetting } from '../settings/save-setting.ts';
import {
  defineElsewhere,
  editor,
  etagOf,
  forBeta,
  mira,
  openFilledHoist,
  refusalOf,
  viewer,
} from '../testing.ts';
import { undoSetting } from '../settings/undo.ts';

const sharesOf = (...shares: readonly (readonly [flag: string, share: number])[]) => ({
  shares: shares.map(([flag, share]) => ({ flag, share })),
});

async function openWith(input: JsonObject): Promise<AdminContext> {
  const hoist = await openFilledHoist();
  const variants = [
    { key: 'on', value: true },
    { key: 'off', value: false },
  ];
  await createFlag(hoist, mira, { key: 'cart', name: 'Cart', type: 'boolean', variants });
  await createBucketGroup(hoist, editor, { key: 'tests', ...input });
  return hoist;
}

function join(
  hoist: AdminContext,
  environment: string,
  bucketGroup: string | undefined = 'tests',
): Promise<void> {
  const setting = { ...forBeta(hoist), ...(bucketGroup && { bucketGroup }) };
  const ifMatch = etagOf(hoist, environment);
  return saveSetting(hoist, mira, { flag: 'checkout', environment, ifMatch, setting, comment: 'why' });
}

function change(hoist: AdminContext, patch: JsonObject) {
  return changeBucketGroup(hoist, editor, {
    key: 'tests',
    ifMatch: readBucketGroup(hoist, 'tests').etag,
    patch,
  });
}

const publishedIn = (hoist: AdminContext, environment: string) =>
  readPublished(hoist.published(environment)).bucketGroups.get('tests');
const versionOf = (hoist: AdminContext, environment: string) => hoist.published(environment).state.version;

describe('a group', () => {
  it('is made with a salt of its own, which nobody chooses and nothing changes', async () => {
    expect((await refusalOf(() => openWith({ salt: 'mine12', revision: 7 }))).fields).toHaveProperty('salt');
    const hoist = await openWith({});
    const { definition, sentence } = readBucketGroup(hoist, 'tests');
    expect(definition).toEqual({ key: 'tests', revision: 1, salt: definition.salt });
    expect(definition.salt).toMatch(/^[0-9a-f]{12}$/);
    expect(sentence).toBe('The same people get its flags');
    expect((await refusalOf(() => change(hoist, { salt: 'other1' }))).fields).toHaveProperty('salt');
    const changed = await change(hoist, { ...definition, ...sharesOf(['cart', 10_000]) });
    expect(changed.definition).toMatchObject({ key: 'tests', revision: 2, salt: definition.salt });
    expect(changed.sentence).toBe('Nobody gets two of these: Cart 10 %; 90 % get none');
  });

  it('is the same group again where nothing of it changes', async () => {
    const hoist = await openWith(sharesOf(['cart', 10_000]));
    const { definitions } = hoist;
    const version = definitions.state.version;
    expect((await change(hoist, sharesOf(['cart', 10_000]))).definition.revision).toBe(1);
    expect(definitions.state.version).toBe(version);
  });

  it('can be that of the same people again', async () => {
    const hoist = await openWith({ by: 'company.id', ...sharesOf(['cart', 10_000]) });
    const { definition } = await change(hoist, { by: null, shares: null });
    expect(definition).toEqual({ key: 'tests', revision: 2, salt: definition.salt });
  });

  it.each<[string, JsonObject, string]>([
    ['a range that ends too late', { shares: [{ from: 0, to: 100_001, flag: 'cart' }] }, 'shares.0.to'],
    ['one that ends before it begins', { shares: [{ from: 9, to: 9, flag: 'cart' }] }, 'shares.0.to'],
    [
      'an overlap',
      {
        shares: [
          { from: 0, to: 60_000, flag: 'cart' },
          { from: 50_000, to: 90_000, flag: 'checkout' },
        ],
      },
      'shares.1.from',
    ],
    ['a flag that nobody has made', { shares: [{ from: 0, to: 9, flag: 'nobody' }] }, 'shares.0.flag'],
    ['a share for it', sharesOf(['cart', 9], ['nobody', 9]), 'shares.1.flag'],
    ['more than everybody', sharesOf(['cart', 90_000], ['checkout', 20_000]), 'shares'],
    ['a share of a share', sharesOf(['cart', 0.5]), 'shares.0.share'],
    [
      'sizes and places at once',
      {
        shares: [
          { flag: 'cart', from: 0, to: 9 },
          { flag: 'checkout', from: 9, to: 10, share: 9 },
        ],
      },
      'shares.1.share',
    ],
    ['no attribute', { by: '' }, 'by'],
  ])('refuses %s beside its field, and saves nothing', async (_, patch, field) => {
    const hoist = await openWith({});
    const version = hoist.definitions.state.version;
    const refusal = await refusalOf(() => change(hoist, patch));
    expect([refusal.status, Object.keys(refusal.fields)]).toEqual([422, [field]]);
    expect(await refusalOf(() => createBucketGroup(hoist, mira, { key: 'more', ...patch }))).toMatchObject({
      status: 422,
    });
    expect(hoist.definitions.state.version).toBe(version);
  });

  it('has a key for ever, and needs the right to edit', async () => {
    const hoist = await openWith({});
    expect(await refusalOf(() => createBucketGroup(hoist, mira, { key: 'tests' }))).toMatchObject({
      status: 409,
    });
    expect(await refusalOf(() => createBucketGroup(hoist, viewer, { key: 'x' }))).toMatchObject({
      status: 403,
    });
    const ifMatch = readBucketGroup(hoist, 'tests').etag;
    await change(hoist, sharesOf(['cart', 1_000]));
    const stale = { key: 'tests', ifMatch, patch: sharesOf(['cart', 2_000]) };
    expect(await refusalOf(() => changeBucketGroup(hoist, mira, stale))).toMatchObject({
      status: 409,
      theirs: { who: 'Edda' },
    });
    expect(listBucketGroups(hoist).map(({ definition }) => definition.key)).toEqual(['tests']);
  });
});

describe('a setting that names a group', () => {
  it('takes it along in one version, wherever the environment lacks it', async () => {
    const hoist = await openWith(sharesOf(['checkout', 40_000]));
    const version = versionOf(hoist, 'prod');
    const setting = { ...forBeta(hoist), bucketGroup: 'tests' };
    const preview = previewSetting(hoist, { flag: 'checkout', environment: 'prod', setting });
    expect([preview.problems, preview.included]).toEqual([[], ['Beta', 'group tests']]);
    await join(hoist, 'prod');
    expect([publishedIn(hoist, 'prod')?.revision, versionOf(hoist, 'prod')]).toEqual([1, version + 1]);
    expect(readPublished(hoist.published('prod')).flags.get('checkout')?.needs).toContain(
      'feature:bucket-groups',
    );
    expect(readBucketGroup(hoist, 'tests').uses.map(({ environment }) => environment.key)).toEqual(['prod']);
    expect(publishedIn(hoist, 'dev')).toBeUndefined();
  });

  it('is refused where no such group exists, or where the group gives it no share', async () => {
    const hoist = await openWith(sharesOf(['cart', 40_000]));
    const missing = await refusalOf(() => join(hoist, 'dev', 'nobody'));
    expect(missing.fields['setting.bucketGroup']).toContain("Bucket group 'nobody' does not exist");
    const empty = await refusalOf(() => join(hoist, 'dev'));
    expect(empty.fields['setting.bucketGroup']).toContain("gives 'checkout' no share");
  });

  it('leaves it by Undo', async () => {
    const hoist = await openWith({});
    await join(hoist, 'dev', '');
    await join(hoist, 'dev');
    await undoSetting(hoist, mira, {
      flag: 'checkout',
      environment: 'dev',
      ifMatch: etagOf(hoist, 'dev'),
    });
    const { flags } = readPublished(hoist.published('dev'));
    expect(flags.get('checkout')?.setting?.bucketGroup).toBeUndefined();
  });
});

describe('a group that is changed', () => {
  const patch = sharesOf(['checkout', 30_000], ['cart', 10_000]);

  async function openPublished(): Promise<AdminContext> {
    const hoist = await openWith(sharesOf(['checkout', 40_000]));
    await join(hoist, 'dev');
    await join(hoist, 'prod');
    return hoist;
  }

  it('reaches what follows at once, and waits where the environment is protected', async () => {
    const hoist = await openPublished();
    const version = versionOf(hoist, 'dev');
    await change(hoist, patch);
    expect([publishedIn(hoist, 'dev')?.revision, publishedIn(hoist, 'prod')?.revision]).toEqual([2, 1]);
    expect(versionOf(hoist, 'dev')).toBe(version + 1);
    expect(listPending(hoist, 'prod')).toEqual([
      {
        kind: 'bucket-group',
        key: 'tests',
        name: 'tests',
        published: 1,
        latest: 2,
        differences: [
          'Checkout: 40 % → 30 % of people',
          'Cart: 0 % → 10 % of people',
          'Moves 10 % of people, and leaves all others where they are',
        ],
        affects: ['Checkout'],
        problems: [],
      },
    ]);
  });

  it('is published by a review of exactly that revision, as one version', async () => {
    const hoist = await openPublished();
    await change(hoist, patch);
    const version = versionOf(hoist, 'prod');
    const entries = listPending(hoist, 'prod');
    await publishPending(hoist, mira, { environment: 'prod', entries, comment: 'Room for Cart' });
    expect([publishedIn(hoist, 'prod')?.revision, versionOf(hoist, 'prod')]).toEqual([2, version + 1]);
    expect(listPending(hoist, 'prod')).toEqual([]);
  });

  it('reaches even a protected environment where no flag of it can notice', async () => {
    const hoist = await openPublished();
    await change(hoist, sharesOf(['checkout', 40_000], ['cart', 10_000]));
    expect(publishedIn(hoist, 'prod')?.revision).toBe(2);
  });

  it('waits with the reason where it would break a flag, and lets others go through', async () => {
    const hoist = await openPublished();
    const { etag } = await createBucketGroup(hoist, mira, { key: 'same' });
    await changeBucketGroup(hoist, mira, { key: 'same', ifMatch: etag, patch: sharesOf(['cart', 1]) });
    const { definition } = readBucketGroup(hoist, 'tests');
    const shares = [{ flag: 'cart', from: 0, to: 10_000 }];
    await defineElsewhere(hoist, 'bucket-group', { ...definition, revision: 2, shares });
    expect([publishedIn(hoist, 'dev')?.revision, publishedIn(hoist, 'prod')?.revision]).toEqual([1, 1]);
    for (const environment of ['dev', 'prod']) {
      const [entry] = listPending(hoist, environment);
      expect(entry?.problems).toEqual([
        "Bucket group 'tests' gives 'checkout' no share. Give it one, or take the flag out of the group.",
      ]);
    }
    await createFlag(hoist, mira, {
      key: 'late',
      name: 'Late',
      type: 'boolean',
      variants: [{ key: 'on', value: true }],
    });
    expect(readPublished(hoist.published('dev')).flags.has('late')).toBe(true);
  });
});
