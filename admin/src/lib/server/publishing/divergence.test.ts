import { describe, expect, it } from 'vitest';
import type { AdminContext } from '../context.ts';
import { describeDivergence, findDivergences } from './divergence.ts';
import { createFlag } from '../flags/flags.ts';
import { listKeys } from '../keys/keys.ts';
import { createKey } from '../keys/make-key.ts';
import { revokeKey } from '../keys/revoke-key.ts';
import { raiseEpoch, revokeAgain } from './raise-epoch.ts';
import { switchFlag } from '../settings/switch-flag.ts';
import { editor, etagOf, mira, openFilledHoist, refusalOf, reportRelay, setUp, viewer } from '../testing.ts';

const elsewhere = 'e'.repeat(64);

/** A flag that is on in dev, which the store knows at a few versions. */
async function open() {
  const hoist = await openFilledHoist();
  await setUp(hoist, 'dev');
  return hoist;
}

const turnOff = (hoist: AdminContext, raiseEpoch?: boolean) =>
  switchFlag(hoist, editor, {
    flag: 'checkout',
    environment: 'dev',
    enabled: false,
    ifMatch: etagOf(hoist, 'dev'),
    comment: '',
    raiseEpoch,
  });

const create = (hoist: AdminContext, key: string) =>
  createFlag(hoist, mira, { key, name: key, type: 'boolean', variants: [{ key: 'on', value: true }] });

describe('relays and the store', () => {
  it('agree while relays are where the store is, or behind it on the same branch', async () => {
    const hoist = await open();
    const { epoch, version, record } = hoist.published('dev').state;
    await reportRelay(hoist, 'level');
    await reportRelay(hoist, 'behind', { ruleset: { epoch, version, record } });
    await turnOff(hoist);
    expect(hoist.published('dev').state.version).toBeGreaterThan(version);
    expect(await findDivergences(hoist)).toEqual([]);
  });

  it.each([
    ['ahead', { ruleset: { version: 9, record: elsewhere } }, /dev serves at version 9, the store at \d/],
    ['on another branch', { ruleset: { record: elsewhere } }, /dev serves from another history/],
    [
      'on another branch, behind',
      { ruleset: { version: 1, record: elsewhere } },
      /another history: at version 1/,
    ],
    ['in a newer epoch', { ruleset: { epoch: 2, version: 1, record: elsewhere } }, /another history/],
    ['ahead with its keys', { keyring: { version: 9, record: elsewhere } }, /the keys of dev at version 9/],
  ])('differ where a relay is %s', async (_, said, words) => {
    const hoist = await open();
    await reportRelay(hoist, 'relay', said);
    const [divergence, ...more] = await findDivergences(hoist);
    expect(more).toEqual([]);
    expect(divergence && describeDivergence(divergence)).toMatch(words);
    const refusal = await refusalOf(() => create(hoist, 'other'));
    expect([refusal.status, refusal.title]).toEqual([409, 'Relays are ahead of the store']);
    expect(refusal.detail).toContain('raise the epoch and publish');
  });

  it('do not differ by a relay of another installation, nor by one of an older epoch', async () => {
    const hoist = await open();
    await reportRelay(hoist, 'foreign', {
      installation: 'other',
      ruleset: { version: 99, record: elsewhere },
    });
    await raiseEpoch(hoist, mira, { comment: '' });
    await reportRelay(hoist, 'older', { ruleset: { epoch: 1, version: 99, record: elsewhere } });
    expect(await findDivergences(hoist)).toEqual([]);
  });
});

describe('turning off while relays are ahead', () => {
  it('names the field that confirms it, then raises the epoch of that environment alone', async () => {
    const hoist = await open();
    const { version } = hoist.published('dev').state;
    await reportRelay(hoist, 'relay', { ruleset: { epoch: 3, version: version + 2, record: elsewhere } });
    const refusal = await refusalOf(() => turnOff(hoist));
    expect(refusal.status).toBe(409);
    expect(refusal.fields['raiseEpoch']).toContain(
      `give up versions ${version + 1} to ${version + 2} of dev`,
    );
    await turnOff(hoist, true);
    expect(hoist.published('dev').state.epoch).toBe(4);
    expect([hoist.published('prod').state.epoch, hoist.definitions.state.epoch]).toEqual([1, 1]);
  });

  it('needs no confirmation where only another environment has diverged', async () => {
    const hoist = await open();
    await reportRelay(hoist, 'pinned', {
      environments: ['prod'],
      ruleset: { version: 99, record: elsewhere },
    });
    await turnOff(hoist);
    expect(hoist.published('dev').state.epoch).toBe(1);
  });
});

describe('raising the epoch', () => {
  it('covers definitions, every environment and every keyring, and lets saves through again', async () => {
    const hoist = await open();
    await reportRelay(hoist, 'relay', { ruleset: { epoch: 5, version: 99, record: elsewhere } });
    expect(await raiseEpoch(hoist, mira, { comment: 'restored' })).toEqual({ epoch: 6, revokedAgain: 0 });
    const environments = ['dev', 'staging', 'prod'];
    const logs = environments.flatMap((key) => [hoist.published(key), hoist.keyring(key)]);
    for (const { state } of [hoist.definitions, ...logs]) expect(state.epoch).toBe(6);
    await create(hoist, 'other');
  });

  it('refuses a comment that no log could be read with, and says so beside the field', async () => {
    const hoist = await open();
    const refusal = await refusalOf(() => raiseEpoch(hoist, mira, { comment: 'x'.repeat(2_001) }));
    expect([refusal.status, Object.keys(refusal.fields)]).toEqual([422, ['comment']]);
    expect(hoist.keyring('dev').state.epoch).toBe(1);
    await hoist.keyring('dev').catchUp();
  });

  it('is for administrators', async () => {
    const hoist = await open();
    for (const person of [viewer, editor, { ...mira, role: 'publisher' as const }])
      expect((await refusalOf(() => raiseEpoch(hoist, person, { comment: '' }))).status).toBe(403);
  });

  it('revokes again what relays have seen revoked', async () => {
    const hoist = await open();
    const { id } = await createKey(hoist, mira, { environment: 'dev', name: 'app', scope: 'server' });
    const other = await createKey(hoist, mira, { environment: 'dev', name: 'other', scope: 'server' });
    await reportRelay(hoist, 'relay', { keyring: { version: 99, record: elsewhere }, revoked: [id] });
    expect(await raiseEpoch(hoist, mira, { comment: '' })).toMatchObject({ revokedAgain: 1 });
    const keys = new Map((await listKeys(hoist, 'dev')).map((key) => [key.id, key.revokedAt]));
    expect([keys.get(id) === null, keys.get(other.id) === null]).toEqual([false, true]);
  });

  it('is not needed to revoke a key, once it is confirmed what relays give up', async () => {
    const hoist = await open();
    const { id } = await createKey(hoist, mira, { environment: 'dev', name: 'leaked', scope: 'server' });
    const revived = await createKey(hoist, mira, { environment: 'dev', name: 'revived', scope: 'server' });
    await reportRelay(hoist, 'relay', { keyring: { version: 99, record: elsewhere }, revoked: [revived.id] });
    const refusal = await refusalOf(() => revokeKey(hoist, mira, { environment: 'dev', id }));
    expect(refusal.status).toBe(409);
    expect(refusal.fields['raiseEpoch']).toContain(
      'to 99 of these keys, so keys that were made in them stop working',
    );
    await revokeKey(hoist, mira, { environment: 'dev', id, raiseEpoch: true });
    expect((await listKeys(hoist, 'dev')).filter(({ revokedAt }) => revokedAt === null)).toEqual([]);
    expect([hoist.keyring('dev').state.epoch, hoist.published('dev').state.epoch]).toEqual([2, 1]);
  });

  it('is not needed for a relay that comes back late and knows a key as revoked', async () => {
    const hoist = await open();
    const { id } = await createKey(hoist, mira, { environment: 'dev', name: 'app', scope: 'server' });
    const gone = await createKey(hoist, mira, { environment: 'dev', name: 'gone', scope: 'server' });
    await revokeKey(hoist, mira, { environment: 'dev', id: gone.id });
    await reportRelay(hoist, 'late', { revoked: [id, gone.id, 'of a key that is gone'] });
    await hoist.relays.read();
    await revokeAgain(hoist);
    expect((await listKeys(hoist, 'dev')).every(({ revokedAt }) => revokedAt !== null)).toBe(true);
    const { version } = hoist.keyring('dev').state;
    await revokeAgain(hoist);
    expect(hoist.keyring('dev').state.version).toBe(version);
  });
});
