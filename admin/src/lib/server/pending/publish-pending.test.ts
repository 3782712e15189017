import { describe, expect, it } from 'vitest';
import { changeFlag, createFlag } from '../flags/flags.ts';
import { readFlag } from '../flags/flag-views.ts';
import { publishPending } from './publish-pending.ts';
import { changeSegment, readSegment } from '../segments/segments.ts';
import { readPublished } from '../publishing/published.ts';
import { toFirstSetting } from '../settings/complete-setting.ts';
import { saveSetting } from '../settings/save-setting.ts';
import { countryIs, defineElsewhere, editor, mira, openFilledHoist, refusalOf, setUp } from '../testing.ts';
import { listPending } from './list-pending.ts';
import type { AdminContext } from '../context.ts';

async function moveBetaTo(hoist: AdminContext, country: string): Promise<void> {
  const { etag } = readSegment(hoist, 'beta');
  await changeSegment(hoist, mira, {
    key: 'beta',
    ifMatch: etag,
    patch: { conditionGroups: countryIs(country) },
  });
}

const revisionIn = (hoist: AdminContext, environment: string) =>
  readPublished(hoist.published(environment)).segments.get('beta')?.revision;

async function openProd(): Promise<AdminContext> {
  const hoist = await openFilledHoist();
  await setUp(hoist, 'dev');
  await setUp(hoist, 'prod');
  await moveBetaTo(hoist, 'AT');
  return hoist;
}

describe('a segment that is edited', () => {
  it('reaches what follows at once, and waits where the environment is protected', async () => {
    const hoist = await openProd();
    expect([revisionIn(hoist, 'dev'), revisionIn(hoist, 'prod')]).toEqual([2, 1]);
    expect(listPending(hoist, 'prod')).toMatchObject([
      { kind: 'segment', key: 'beta', published: 1, latest: 2, affects: ['Checkout'] },
    ]);
    expect(listPending(hoist, 'dev')).toEqual([]);
  });

  it('is published by a review of exactly that revision, as one version', async () => {
    const hoist = await openProd();
    const version = hoist.published('prod').state.version;
    const entries = listPending(hoist, 'prod');
    await publishPending(hoist, mira, { environment: 'prod', entries, comment: 'Austria too' });
    expect([revisionIn(hoist, 'prod'), hoist.published('prod').state.version]).toEqual([2, version + 1]);
    expect(listPending(hoist, 'prod')).toEqual([]);
  });

  it('waits no longer once it was changed back', async () => {
    const hoist = await openProd();
    await moveBetaTo(hoist, 'DE');
    expect(listPending(hoist, 'prod')).toEqual([]);
    expect(revisionIn(hoist, 'prod')).toBe(3);
  });

  it('voids a review that was opened before', async () => {
    const hoist = await openProd();
    const entries = listPending(hoist, 'prod');
    await moveBetaTo(hoist, 'CH');
    const publish = () =>
      publishPending(hoist, mira, { environment: 'prod', entries, comment: 'Austria too' });
    expect(await refusalOf(publish)).toMatchObject({ status: 409, title: 'This review is out of date' });
    expect(revisionIn(hoist, 'prod')).toBe(1);
  });

  it('is published by nobody without the right or without a comment', async () => {
    const hoist = await openProd();
    const entries = listPending(hoist, 'prod');
    const publish = (person: typeof mira, comment: string) =>
      refusalOf(() => publishPending(hoist, person, { environment: 'prod', entries, comment }));
    expect(await publish(editor, 'why')).toMatchObject({ status: 403 });
    expect(await publish(mira, '')).toMatchObject({ status: 422 });
    expect(revisionIn(hoist, 'prod')).toBe(1);
  });

  it('is not a new revision when only its name changes, and publishes nothing', async () => {
    const hoist = await openProd();
    const versions = ['dev', 'prod'].map((key) => hoist.published(key).state.version);
    const { etag } = readSegment(hoist, 'beta');
    await changeSegment(hoist, mira, {
      key: 'beta',
      ifMatch: etag,
      patch: { name: 'Pilots', internal: true },
    });
    expect(readSegment(hoist, 'beta').definition).toMatchObject({ name: 'Pilots', revision: 2 });
    expect(['dev', 'prod'].map((key) => hoist.published(key).state.version)).toEqual(versions);
  });
});

describe('a flag whose versions change', () => {
  it('reaches what follows or is not set up, and waits where it is set up and protected', async () => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'prod');
    const { etag } = readFlag(hoist, 'checkout');
    await changeFlag(hoist, mira, { key: 'checkout', ifMatch: etag, patch: { clientVisible: true } });
    const visible = (key: string) => readPublished(hoist.published(key)).flags.get('checkout')?.clientVisible;
    expect(['dev', 'staging', 'prod'].map(visible)).toEqual([true, true, false]);
    expect(listPending(hoist, 'prod')).toMatchObject([
      { kind: 'flag', key: 'checkout', published: 1, latest: 2 },
    ]);
  });

  it('publishes nothing when it is renamed', async () => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'dev');
    const versions = ['dev', 'prod'].map((key) => hoist.published(key).state.version);
    const { etag } = readFlag(hoist, 'checkout');
    await changeFlag(hoist, mira, {
      key: 'checkout',
      ifMatch: etag,
      patch: { name: 'One page', description: 'x', tags: ['a'] },
    });
    expect(['dev', 'prod'].map((key) => hoist.published(key).state.version)).toEqual(versions);
  });
});

describe('a circle of segments', () => {
  it('is refused beside the field, and nothing is saved', async () => {
    const hoist = await openFilledHoist();
    const { etag } = readSegment(hoist, 'beta');
    const groups = [{ conditions: [{ operator: 'segment', operand: 'beta' }] }];
    const refusal = await refusalOf(() =>
      changeSegment(hoist, mira, { key: 'beta', ifMatch: etag, patch: { groups } }),
    );
    expect(refusal.status).toBe(422);
    expect(Object.keys(refusal.fields)).not.toEqual([]);
    expect(readSegment(hoist, 'beta').definition.revision).toBe(1);
  });
});

describe('a change that waits, and a setting that came to contradict it', () => {
  it('is refused at its review with the flag that asks for what it takes away, and the ways on', async () => {
    const hoist = await openFilledHoist();
    const [on, off] = readFlag(hoist, 'checkout').definition.variants;
    const extra = { key: 'extra', value: true };
    const change = (variants: readonly object[]) =>
      changeFlag(hoist, mira, {
        key: 'checkout',
        ifMatch: readFlag(hoist, 'checkout').etag,
        patch: { variants } as never,
      });
    await change([on!, off!, extra]);
    await setUp(hoist, 'prod');
    const variants = [on!, off!] as never;
    await createFlag(hoist, mira, { key: 'pay', name: 'Pay later', type: 'boolean', variants });
    const pay = readFlag(hoist, 'pay');
    await saveSetting(hoist, mira, {
      flag: 'pay',
      environment: 'prod',
      ifMatch: pay.environments.find(({ environment }) => environment.key === 'prod')?.etag ?? '',
      setting: {
        ...toFirstSetting(pay.definition),
        prerequisites: [{ flag: 'checkout', variants: ['extra'] }],
      },
      comment: 'why',
    });
    // Another admin that did not see this setting yet.
    const { definition } = readFlag(hoist, 'checkout');
    await defineElsewhere(hoist, 'flag', { ...definition, variants, revision: definition.revision + 1 });
    const entries = listPending(hoist, 'prod');
    expect(entries).toMatchObject([{ kind: 'flag', key: 'checkout' }]);
    const publish = () => publishPending(hoist, mira, { environment: 'prod', entries, comment: 'why' });
    expect(await refusalOf(publish)).toMatchObject({
      status: 422,
      title: 'This change would not work',
      detail:
        "In prod, 'Pay later': Flag 'checkout' has no version 'extra'. Choose one that it has. Change its setting there first, or leave the change that it contradicts out of this review.",
    });
  });
});
