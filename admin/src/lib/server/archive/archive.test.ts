import type { JsonObject } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import type { AdminContext } from '../context.ts';
import { archiveDefinition, deleteDefinition, restoreDefinition } from './archive.ts';
import { findAttention } from '../home/attention.ts';
import { listFlags } from '../flags/flag-list.ts';
import { readFlag } from '../flags/flag-views.ts';
import { changeFlag, createFlag } from '../flags/flags.ts';
import { followEverywhere } from '../publishing/follow.ts';
import { createBucketGroup } from '../bucket-groups/bucket-groups.ts';
import { listPending } from '../pending/list-pending.ts';
import { publishPending } from '../pending/publish-pending.ts';
import { readRecentChanges } from '../publishing/recent-changes.ts';
import { toFirstSetting } from '../settings/complete-setting.ts';
import { saveSetting } from '../settings/save-setting.ts';
import { switchFlag } from '../settings/switch-flag.ts';
import {
  askCheckout,
  editor,
  etagOf,
  forBeta,
  mira,
  openFilledHoist,
  openSwitchedOff,
  refusalOf,
  setUp,
  viewer,
} from '../testing.ts';

const noon = Date.parse('2026-03-02T12:00:00.000Z');

const flag = (hoist: AdminContext, key = 'checkout') => ({
  kind: 'flag' as const,
  key,
  ifMatch: readFlag(hoist, key).etag,
});

function ask(hoist: AdminContext, environment: string): string {
  const { reason, variant, errorCode } = askCheckout(hoist, environment);
  return errorCode ?? `${reason} ${variant}`;
}

const openOff = () => openSwitchedOff(() => noon);

describe('a flag that is archived', () => {
  it('is refused while it is on, with the environments', async () => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'dev');
    await setUp(hoist, 'prod');
    const off = { flag: 'checkout', environment: 'dev', enabled: false, comment: '' };
    await switchFlag(hoist, mira, { ...off, ifMatch: etagOf(hoist, 'dev') });
    const refusal = await refusalOf(() => archiveDefinition(hoist, mira, flag(hoist)));
    expect([refusal.status, refusal.detail]).toEqual([
      409,
      "'Checkout' is on in prod. Turn it off there first, then archive it.",
    ]);
    expect(readFlag(hoist, 'checkout').definition.archivedAt).toBeNull();
  });

  it('is refused while another flag or a group depends on it, by name', async () => {
    const hoist = await openOff();
    const variants = [
      { key: 'on', value: true },
      { key: 'off', value: false },
    ];
    await createFlag(hoist, mira, { key: 'pay', name: 'Pay later', type: 'boolean', variants });
    const { definition, environments } = readFlag(hoist, 'pay');
    await saveSetting(hoist, mira, {
      flag: 'pay',
      environment: 'staging',
      ifMatch: environments[1]?.etag ?? '',
      setting: {
        ...toFirstSetting(definition),
        enabled: false,
        prerequisites: [{ flag: 'checkout', variants: ['on'] }],
      },
      comment: '',
    });
    await createBucketGroup(hoist, mira, { key: 'tests', shares: [{ flag: 'checkout', share: 10_000 }] });
    const refusal = await refusalOf(() => archiveDefinition(hoist, mira, flag(hoist)));
    expect([refusal.status, refusal.detail]).toEqual([
      409,
      "'Checkout' is needed by 'Pay later' in staging and the bucket group 'tests'. Take it out there first, then archive it.",
    ]);
  });

  it('leaves unprotected environments at once and a protected one by review, and is listed until it has', async () => {
    const hoist = await openOff();
    await archiveDefinition(hoist, editor, flag(hoist));
    expect(readFlag(hoist, 'checkout')).toMatchObject({
      definition: { archivedAt: '2026-03-02T12:00:00.000Z' },
      publishedIn: ['prod'],
      environments: [
        { sentence: { text: 'Archived' }, published: null, pending: false },
        { sentence: { text: 'Archived' }, published: null },
        { sentence: { text: 'Off' }, published: { revision: 1 }, pending: true },
      ],
    });
    expect(['dev', 'staging', 'prod'].map((key) => ask(hoist, key))).toEqual([
      'FLAG_NOT_FOUND',
      'FLAG_NOT_FOUND',
      'DISABLED off',
    ]);
    expect((await listFlags(hoist, mira)).total).toBe(1);
    const entries = listPending(hoist, 'prod');
    expect(entries).toMatchObject([
      {
        kind: 'flag',
        key: 'checkout',
        differences: ['Leaves prod: apps get FLAG_NOT_FOUND, and use their own default', 'Now: Off'],
      },
    ]);
    expect((await findAttention(hoist)).map(({ title }) => title)).toContain(
      'Checkout is archived, and prod still serves it',
    );
    await publishPending(hoist, mira, { environment: 'prod', entries, comment: 'gone from the code' });
    expect(ask(hoist, 'prod')).toBe('FLAG_NOT_FOUND');
    expect(readFlag(hoist, 'checkout')).toMatchObject({ publishedIn: [] });
    expect((await listFlags(hoist, mira)).total).toBe(0);
    expect(await listFlags(hoist, mira, { is: 'archived' })).toMatchObject({
      total: 1,
      counts: { archived: 1 },
    });
    const versions = ['dev', 'prod'].map((key) => hoist.published(key).state.version);
    await followEverywhere(hoist, mira);
    expect(['dev', 'prod'].map((key) => hoist.published(key).state.version)).toEqual(versions);
  });

  it('is changed and set up by nobody, but turned off wherever it is still served', async () => {
    const hoist = await openOff();
    await archiveDefinition(hoist, mira, flag(hoist));
    const changed = await refusalOf(() =>
      changeFlag(hoist, mira, {
        key: 'checkout',
        ifMatch: readFlag(hoist, 'checkout').etag,
        patch: { name: 'New' },
      }),
    );
    const save = { flag: 'checkout', ifMatch: etagOf(hoist, 'dev'), setting: forBeta(hoist), comment: 'why' };
    const saved = await refusalOf(() => saveSetting(hoist, mira, { ...save, environment: 'dev' }));
    const turnedOn = await refusalOf(() =>
      switchFlag(hoist, mira, {
        ...save,
        environment: 'prod',
        enabled: true,
        ifMatch: etagOf(hoist, 'prod'),
      }),
    );
    for (const { status, detail } of [changed, saved, turnedOn])
      expect([status, detail]).toEqual([409, "'Checkout' is archived. Restore it first."]);
  });

  it('is needed by nothing new, also where it is still served', async () => {
    const hoist = await openOff();
    await archiveDefinition(hoist, mira, flag(hoist));
    const variants = [
      { key: 'on', value: true },
      { key: 'off', value: false },
    ];
    await createFlag(hoist, mira, { key: 'pay', name: 'Pay later', type: 'boolean', variants });
    const { definition, environments } = readFlag(hoist, 'pay');
    const prerequisites = [{ flag: 'checkout', variants: ['on'] }];
    const save = { flag: 'pay', environment: 'prod', ifMatch: environments[2]?.etag ?? '', comment: 'why' };
    const setting = { ...toFirstSetting(definition), prerequisites };
    const saved = await refusalOf(() => saveSetting(hoist, mira, { ...save, setting }));
    const shares = [{ flag: 'checkout', share: 10_000 }];
    const grouped = await refusalOf(() => createBucketGroup(hoist, mira, { key: 'tests', shares }));
    const detail = "'Checkout' is archived. Restore it first, or choose another.";
    expect(saved.fields).toEqual({ 'setting.prerequisites.0.flag': detail });
    expect(grouped.fields).toEqual({ 'shares.0.flag': detail });
  });

  it('comes back by restoring it: not set up where it had left, and as it was where it had not', async () => {
    const hoist = await openOff();
    await archiveDefinition(hoist, mira, flag(hoist));
    await restoreDefinition(hoist, editor, flag(hoist));
    expect(readFlag(hoist, 'checkout')).toMatchObject({
      definition: { archivedAt: null, revision: 3 },
      environments: [{ sentence: { text: 'Not set up' } }, {}, { sentence: { text: 'Off' }, pending: false }],
    });
    expect(['dev', 'prod'].map((key) => ask(hoist, key))).toEqual(['DISABLED undefined', 'DISABLED off']);
    expect((await refusalOf(() => restoreDefinition(hoist, mira, flag(hoist)))).status).toBe(409);
    await setUp(hoist, 'dev');
  });

  it('is listed among the last changes', async () => {
    const hoist = await openOff();
    await archiveDefinition(hoist, mira, flag(hoist));
    const entries = listPending(hoist, 'prod');
    await publishPending(hoist, mira, { environment: 'prod', entries, comment: 'gone' });
    await restoreDefinition(hoist, mira, flag(hoist));
    const told = (await readRecentChanges(hoist, 10)).map(({ said, environment }) => [said, environment]);
    expect(told).toContainEqual(['archived the flag Checkout', undefined]);
    expect(told).toContainEqual(['removed the flag Checkout', 'prod']);
    expect(told).toContainEqual(['restored the flag Checkout', undefined]);
  });
});

describe('archiving', () => {
  it('is an action of its own, and no field that a change may carry', async () => {
    const hoist = await openFilledHoist();
    const patches: JsonObject[] = [{ archived: true }, { archivedAt: '2026-03-02T12:00:00.000Z' }];
    for (const patch of patches) {
      const { ifMatch } = flag(hoist);
      const refusal = await refusalOf(() => changeFlag(hoist, mira, { key: 'checkout', ifMatch, patch }));
      expect([refusal.status, Object.keys(refusal.fields)]).toEqual([422, Object.keys(patch)]);
    }
    const { definition, etag } = readFlag(hoist, 'checkout');
    await changeFlag(hoist, mira, { key: 'checkout', ifMatch: etag, patch: { ...definition } });
  });

  it('is for editors, and never over what somebody else has changed meanwhile', async () => {
    const hoist = await openFilledHoist();
    for (const change of [archiveDefinition, restoreDefinition, deleteDefinition])
      expect((await refusalOf(() => change(hoist, viewer, flag(hoist)))).status).toBe(403);
    const before = flag(hoist);
    await changeFlag(hoist, mira, { key: 'checkout', ifMatch: before.ifMatch, patch: { name: 'New' } });
    expect(await refusalOf(() => archiveDefinition(hoist, mira, before))).toMatchObject({ status: 409 });
  });

  it('has one effect however often its idempotency key is repeated', async () => {
    const hoist = await openFilledHoist();
    const request = { ...flag(hoist), idempotencyKey: 'a1' };
    await archiveDefinition(hoist, mira, request);
    const { version } = hoist.definitions.state;
    await archiveDefinition(hoist, mira, request);
    expect(hoist.definitions.state.version).toBe(version);
  });
});
