import { limits } from '@hoist/core';
import type { VersionRecord } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import type { Person } from '../access/person.ts';
import { changeBucketGroup, createBucketGroup } from '../bucket-groups/bucket-groups.ts';
import type { AdminContext } from '../context.ts';
import { archiveDefinition, deleteDefinition, restoreDefinition } from '../archive/archive.ts';
import { etagOfPart } from '../definitions/definitions.ts';
import { undoSetting } from '../settings/undo.ts';
import { changeFlag } from '../flags/flags.ts';
import { createKey, rotateKey } from '../keys/make-key.ts';
import { revokeKey } from '../keys/revoke-key.ts';
import { changeSegment, createSegment } from '../segments/segments.ts';
import { controlRollout } from '../settings/control-rollout.ts';
import type { RolloutAction } from '../settings/rollouts.ts';
import { saveSetting } from '../settings/save-setting.ts';
import { switchFlag } from '../settings/switch-flag.ts';
import { countryIs, etagOf, forBeta, mira, openFilledHoist, refusalOf, setUp } from '../testing.ts';
import { listPending } from '../pending/list-pending.ts';
import { publishPending } from '../pending/publish-pending.ts';
import { raiseEpoch } from './raise-epoch.ts';

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

const read = (hoist: AdminContext, log: string) => hoist.store.read(log, 0, 100);
const notes = (records: readonly VersionRecord[]) =>
  records.map(({ kind, who, said, comment }) => [kind, who.kind, said, comment]);

function place(hoist: AdminContext, environment: string, comment = '') {
  return { flag: 'checkout', environment, ifMatch: etagOf(hoist, environment), comment };
}

async function actInProd(hoist: AdminContext): Promise<void> {
  const prod = (comment = '') => place(hoist, 'prod', comment);
  await setUp(hoist, 'prod');
  await saveSetting(hoist, mira, {
    ...prod('a day\n  each'),
    setting: { ...forBeta(hoist), everyoneElse: growing },
  });
  const control = (action: RolloutAction, comment = '') =>
    controlRollout(hoist, mira, { ...prod(comment), control: action });
  await control('pause');
  await control('resume', 'fine again');
  await control('next', 'quicker');
  await control('restart', 'from the start');
  await control('stop');
  await switchFlag(hoist, mira, { ...prod(), enabled: false });
  await switchFlag(hoist, mira, { ...prod('back'), enabled: true });
  await undoSetting(hoist, mira, prod());
}

describe('the log of an environment', () => {
  it('says of each change what it is, who made it, and what the person wrote', async () => {
    const hoist = await openFilledHoist(() => Date.parse('2026-03-02T09:00:00.000Z'));
    await actInProd(hoist);
    const ifMatch = etagOfPart(hoist.definitions, 'segment/beta');
    await changeSegment(hoist, mira, { key: 'beta', ifMatch, patch: { conditionGroups: countryIs('AT') } });
    const entries = listPending(hoist, 'prod');
    await publishPending(hoist, mira, { environment: 'prod', entries, comment: 'Austria too' });
    const rest = 'on for Beta, and 5 % of everyone else';
    const grows = `${rest}, growing to 100 % by Tue 3 Mar, 09:00 UTC`;
    const stopped = 'on for Beta, and 0 % of everyone else, stopped';
    expect(notes(await read(hoist, 'environment/prod'))).toEqual([
      ['installed', 'hoist', 'started for the first time', null],
      ['followed', 'person', 'published the flag Checkout', null],
      ['edited', 'person', 'set Checkout: on for Beta', 'first'],
      ['edited', 'person', `set Checkout: ${grows}`, 'a day each'],
      ['rollout', 'person', `paused the rollout of Checkout: ${rest}, paused on the way to 100 %`, null],
      ['rollout', 'person', `resumed the rollout of Checkout: ${grows}`, 'fine again'],
      ['rollout', 'person', 'moved on the rollout of Checkout: on for everyone', 'quicker'],
      ['rollout', 'person', `restarted the rollout of Checkout: ${grows}`, 'from the start'],
      ['rollout', 'person', `stopped the rollout of Checkout: ${stopped}`, null],
      ['switched', 'person', 'turned off Checkout', null],
      ['switched', 'person', `turned on Checkout: ${stopped}`, 'back'],
      ['undone', 'person', 'took back the last change of Checkout: off', null],
      ['published', 'person', 'published the segment Beta', 'Austria too'],
    ]);
  });

  it('calls a save that changes nothing but the switch by that name', async () => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'dev');
    await saveSetting(hoist, mira, {
      ...place(hoist, 'dev'),
      setting: { ...forBeta(hoist), enabled: false },
    });
    expect(notes(await read(hoist, 'environment/dev')).at(-1)).toEqual([
      'switched',
      'person',
      'turned off Checkout',
      null,
    ]);
  });

  it('names things as they were called then, whatever they are called later', async () => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'dev');
    const before = await read(hoist, 'environment/dev');
    const ifMatch = etagOfPart(hoist.definitions, 'flag/checkout');
    await changeFlag(hoist, mira, { key: 'checkout', ifMatch, patch: { name: 'Till' } });
    expect(await read(hoist, 'environment/dev')).toEqual(before);
    await switchFlag(hoist, mira, { ...place(hoist, 'dev'), enabled: false });
    expect((await read(hoist, 'environment/dev')).at(-1)?.said).toBe('turned off Till');
  });

  it('has at most 1,000 characters of words, whatever things are called', async () => {
    const hoist = await openFilledHoist();
    const never = ['a', 'b', 'c', 'd', 'e', 'f'];
    for (const key of never) await createSegment(hoist, mira, { key, name: '😀'.repeat(100) });
    const setting = { ...forBeta(hoist), never };
    await saveSetting(hoist, mira, { ...place(hoist, 'dev'), setting });
    const said = (await read(hoist, 'environment/dev')).at(-1)?.said ?? '';
    expect([said.slice(0, 9), said.at(-1), said.isWellFormed()]).toEqual(['set Check', '…', true]);
    expect(said.length).toBeGreaterThan(limits.said - 3);
    expect(said.length).toBeLessThanOrEqual(limits.said);
  });
});

describe('the log of definitions', () => {
  it('says of each change what it is, and who made it', async () => {
    const clock = { now: Date.now() };
    const hoist = await openFilledHoist(() => clock.now);
    const machine: Person = { ...mira, kind: 'token', id: 'token:deploys', name: 'Deploys' };
    const flag = () => ({
      kind: 'flag' as const,
      key: 'checkout',
      ifMatch: etagOfPart(hoist.definitions, 'flag/checkout'),
    });
    await changeFlag(hoist, machine, { ...flag(), patch: { name: 'Till' } });
    await archiveDefinition(hoist, mira, flag());
    await restoreDefinition(hoist, mira, flag());
    await archiveDefinition(hoist, mira, flag());
    clock.now += 30 * 86_400_000;
    await deleteDefinition(hoist, mira, flag());
    const { etag } = await createBucketGroup(hoist, mira, { key: 'tests', shares: [] });
    await changeBucketGroup(hoist, mira, { key: 'tests', ifMatch: etag, patch: { by: 'account' } });
    await raiseEpoch(hoist, mira, { comment: 'a drill' });
    expect(notes(await read(hoist, 'definitions'))).toEqual([
      ['installed', 'hoist', 'started for the first time', null],
      ['created', 'person', 'created the segment Beta', null],
      ['created', 'person', 'created the flag Checkout', null],
      ['edited', 'token', 'changed the flag Till', null],
      ['archived', 'person', 'archived the flag Till', null],
      ['restored', 'person', 'restored the flag Till', null],
      ['archived', 'person', 'archived the flag Till', null],
      ['deleted', 'person', 'deleted the flag Till', null],
      ['created', 'person', 'created the bucket group tests', null],
      ['edited', 'person', 'changed the bucket group tests', null],
      ['epoch-raised', 'person', 'raised the epoch to 2', 'a drill'],
    ]);
  });
});

describe('the log of keys', () => {
  it('says of each change what it is, and who made it', async () => {
    const hoist = await openFilledHoist();
    const { id } = await createKey(hoist, mira, { environment: 'dev', name: 'shop', scope: 'server' });
    await rotateKey(hoist, mira, { id, input: { environment: 'dev' } });
    await revokeKey(hoist, mira, { environment: 'dev', id });
    expect(notes(await read(hoist, 'keyring/dev'))).toEqual([
      ['installed', 'hoist', 'started for the first time', null],
      ['key-made', 'person', 'made the server key shop', null],
      ['key-rotated', 'person', 'rotated the server key shop', null],
      ['key-revoked', 'person', 'revoked the server key shop', null],
    ]);
  });
});

describe('a comment', () => {
  it.each([
    ['that is too long', 'x'.repeat(limits.comment + 1), 'A comment has at most 2000 characters.'],
    ['that turns words around', 'for \u202e them', "It has a right-to-left override (U+202E) after 'for '"],
    ['with control characters', 'for \u0007 them', "It has an invisible character (U+0007) after 'for '"],
  ])('%s is refused beside its field', async (_what, comment, message) => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'dev');
    const version = hoist.published('dev').state.version;
    const refusal = await refusalOf(() =>
      switchFlag(hoist, mira, { ...place(hoist, 'dev', comment), enabled: false }),
    );
    expect([refusal.status, refusal.fields['comment']]).toEqual([422, expect.stringContaining(message)]);
    expect(hoist.published('dev').state.version).toBe(version);
  });
});
