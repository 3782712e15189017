import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { limits } from '@hoist/core';
import type { Environment, JsonObject } from '@hoist/core';
import { openStore } from '@hoist/store';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { AdminContext } from '../context.ts';
import { openContext } from '../open-context.ts';
import { changeSegment, readSegment } from '../segments/segments.ts';
import { countryIs, editor, mira, openFilledHoist, refusalOf, reportRelay, setUp } from '../testing.ts';
import { changeEnvironment, createEnvironment } from './change-environment.ts';
import { listEnvironments, readEnvironment } from './environments.ts';
import { listRelays } from './list-relays.ts';

const soon = { timeout: 20_000, interval: 20 };
const create = (hoist: AdminContext, input: JsonObject) => createEnvironment(hoist, mira, input);
const keysOf = (hoist: AdminContext) => listEnvironments(hoist).map(({ environment }) => environment.key);

function change(hoist: AdminContext, key: string, patch: Partial<Environment>) {
  return changeEnvironment(hoist, mira, { key, ifMatch: readEnvironment(hoist, key).etag, patch });
}

async function lastWords(hoist: AdminContext): Promise<string | undefined> {
  const [record] = await hoist.store.read('definitions', hoist.definitions.state.version - 1, 1);
  return record?.said;
}

describe('a new environment', () => {
  it('has no flag set up, is the last, and gets a colour that is free', async () => {
    const hoist = await openFilledHoist();
    const { environment, version } = await create(hoist, { key: 'qa', name: 'QA' });
    expect(environment).toEqual({ key: 'qa', name: 'QA', order: 3, colour: 'olive', protected: false });
    expect(version).toBe(1);
    expect(await lastWords(hoist)).toBe('created the environment QA');
    await setUp(hoist, 'qa');
    expect(hoist.published('qa').keys('flag/')).toEqual(['flag/checkout']);
  });

  it('is put where somebody wants it', async () => {
    const hoist = await openFilledHoist();
    await create(hoist, { key: 'qa', name: 'QA', order: 1 });
    expect(keysOf(hoist)).toEqual(['dev', 'qa', 'staging', 'prod']);
  });

  it('is served by another admin on the same store without a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hoist-replicas-'));
    const open = async () => openContext(await openStore({ url: `sqlite:${join(folder, 'hoist.db')}` }));
    const [hoist, other] = [await open(), await open()];
    onTestFinished(async () => {
      await Promise.all([hoist.close(), other.close()]);
      rmSync(folder, { recursive: true });
    });
    await create(hoist, { key: 'qa', name: 'QA' });
    await vi.waitFor(() => expect(keysOf(other)).toContain('qa'), soon);
    expect(other.published('qa').state).toEqual(hoist.published('qa').state);
    expect(other.keyring('qa').state).toEqual(hoist.keyring('qa').state);
  });

  it.each<[string, JsonObject, number, string]>([
    ['a key that is taken', { key: 'Prod', name: 'Other' }, 409, "The environment 'prod' has the key 'prod'"],
    [
      'a name that is taken',
      { key: 'qa', name: 'PROD' },
      409,
      "The environment 'prod' is named 'prod' already",
    ],
    ['a reserved key', { key: 'new', name: 'New' }, 422, 'reserved'],
    ['a key that is too long', { key: 'q'.repeat(33), name: 'QA' }, 422, 'at most 32 characters'],
    ['a colour that is none', { key: 'qa', name: 'QA', colour: 'red' }, 422, 'colour'],
    ['a field that is none', { key: 'qa', name: 'QA', region: 'EU' }, 422, 'region'],
  ])('is refused with %s', async (_, input, status, words) => {
    const hoist = await openFilledHoist();
    const refusal = await refusalOf(() => create(hoist, input));
    expect(refusal.status).toBe(status);
    expect(JSON.stringify(refusal.errors)).toContain(words);
    expect(keysOf(hoist)).toEqual(['dev', 'staging', 'prod']);
  });

  it(`is refused where there are ${limits.environments} already, and to who is no administrator`, async () => {
    const hoist = await openFilledHoist();
    expect(await refusalOf(() => createEnvironment(hoist, editor, { key: 'qa', name: 'QA' }))).toMatchObject({
      status: 403,
    });
    for (let index = 3; index < limits.environments; index++)
      await create(hoist, { key: `e${index}`, name: `E${index}` });
    expect((await refusalOf(() => create(hoist, { key: 'qa', name: 'QA' }))).fields).toEqual({
      key: 'There are 20 environments already, which is the most. Use one of them.',
    });
  });
});

describe('a change of an environment', () => {
  it('names what was done, and keeps what it leaves out', async () => {
    const hoist = await openFilledHoist();
    await change(hoist, 'staging', { name: 'Pre-production', colour: 'brown', protected: true });
    expect(readEnvironment(hoist, 'staging').environment).toEqual({
      key: 'staging',
      name: 'Pre-production',
      order: 1,
      colour: 'brown',
      protected: true,
    });
    expect(await lastWords(hoist)).toBe(
      'renamed the environment staging to Pre-production, protected the environment staging and gave the environment staging another colour',
    );
  });

  it('moves it, and those between make room', async () => {
    const hoist = await openFilledHoist();
    await change(hoist, 'prod', { order: 0 });
    expect(keysOf(hoist)).toEqual(['prod', 'dev', 'staging']);
    expect(await lastWords(hoist)).toBe('moved the environment prod');
  });

  it('never changes its key, and is refused where somebody else was first', async () => {
    const hoist = await openFilledHoist();
    const { etag } = readEnvironment(hoist, 'dev');
    expect((await refusalOf(() => change(hoist, 'dev', { key: 'other' }))).fields).toHaveProperty('key');
    await change(hoist, 'dev', { name: 'Development' });
    const late = { key: 'dev', ifMatch: etag, patch: { name: 'Mine' } };
    expect(await refusalOf(() => changeEnvironment(hoist, mira, late))).toMatchObject({
      status: 409,
      theirs: { who: 'Mira Okafor' },
    });
  });

  it('lets what is pending go live when the protection is taken away', async () => {
    const hoist = await openFilledHoist();
    await setUp(hoist, 'prod');
    const ifMatch = readSegment(hoist, 'beta').etag;
    await changeSegment(hoist, mira, { key: 'beta', ifMatch, patch: { conditionGroups: countryIs('AT') } });
    expect(readEnvironment(hoist, 'prod').pending).toBe(1);
    expect((await change(hoist, 'prod', { protected: false })).pending).toBe(0);
  });
});

it('names the relays that do not serve an environment, and says how far behind the others are', async () => {
  const hoist = await openFilledHoist();
  await create(hoist, { key: 'qa', name: 'QA' });
  await setUp(hoist, 'dev');
  await reportRelay(hoist, 'pinned', { environments: ['dev'], ruleset: { version: 1 } });
  await reportRelay(hoist, 'whole', { environments: ['dev', 'staging', 'prod', 'qa'] });
  const relays = await listRelays(hoist);
  expect(relays.map(({ id, notServed }) => [id, notServed])).toEqual([
    ['pinned', ['staging', 'prod', 'qa']],
    ['whole', []],
  ]);
  expect(relays[0]?.environments).toEqual([{ environment: 'dev', version: 1, behind: 2 }]);
  expect(relays[0]?.lacks).toContain('operator:equals');
  const { servedBy, notServedBy } = readEnvironment(hoist, 'qa');
  expect([servedBy, notServedBy]).toEqual([['whole'], ['pinned']]);
});
