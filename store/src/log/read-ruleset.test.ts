import type { Json } from '@hoist/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StoreDamagedError } from '../errors.ts';
import { commitParts, openTempStore, openTestLog } from '../testing/test-store.ts';
import { readRuleset, readRulesetInSlices } from './read-ruleset.ts';
import { readSnapshot } from './read-snapshot.ts';
import { writeSnapshot } from './write-snapshot.ts';

const flag = (key: string, revision = 1): Json => ({
  key,
  revision,
  type: 'boolean',
  clientVisible: false,
  variants: [{ key: 'on', value: true }],
  setting: null,
  needs: [],
});
const segment = (key: string): Json => ({
  key,
  revision: 1,
  included: ['ann'],
  excluded: [],
  conditionGroups: [],
});

async function makeEnvironment() {
  const store = await openTempStore();
  const reader = await openTestLog(store, 'environment/dev');
  await commitParts(store, reader, {
    environment: { installation: 'here', key: 'dev' },
    'flag/b': flag('b'),
    'flag/a': flag('a'),
    'flag/Z': flag('Z'),
    'segment/s': segment('s'),
  });
  return { store, reader };
}

describe('readRuleset', () => {
  it('gives what an environment serves, sorted by key', async () => {
    const { reader } = await makeEnvironment();
    const ruleset = readRuleset(reader);
    const { epoch, version, state } = reader.state;
    expect(ruleset).toMatchObject({
      format: 1,
      installation: 'here',
      environment: 'dev',
      epoch,
      version,
      state,
    });
    expect(ruleset.flags.map(({ key }) => key)).toEqual(['Z', 'a', 'b']);
    expect(ruleset.segments).toEqual([{ ...(segment('s') as object), version: 1 }]);
  });

  it('keeps the objects of flags and segments that did not change', async () => {
    const { store, reader } = await makeEnvironment();
    const before = readRuleset(reader);
    await commitParts(store, reader, { 'flag/a': flag('a', 2) });
    const after = readRuleset(reader, before);
    expect(after.flags.map((one, index) => one === before.flags[index])).toEqual([true, false, true]);
    expect(after.flags[1]).toMatchObject({ revision: 2, version: 2 });
    expect(after.segments[0]).toBe(before.segments[0]);
  });

  it('gives a flag its new version when an old content comes back', async () => {
    const { store, reader } = await makeEnvironment();
    const before = readRuleset(reader);
    await commitParts(store, reader, { 'flag/a': flag('a', 2) });
    await commitParts(store, reader, { 'flag/a': flag('a', 1) });
    expect(readRuleset(reader, before).flags[1]).toMatchObject({ revision: 1, version: 3 });
  });

  it('keeps the objects between a snapshot and the reader that goes on from it', async () => {
    const { store, reader } = await makeEnvironment();
    const from = await readSnapshot(writeSnapshot(reader, 0));
    const ruleset = readRuleset(from);
    const next = await openTestLog(store, 'environment/dev', { from });
    expect(readRuleset(next, ruleset).flags[0]).toBe(ruleset.flags[0]);
  });

  it('gives after any changes, at once and in slices, what it gives without the ruleset before', async () => {
    const { store, reader } = await makeEnvironment();
    const keys = [
      'flag/a',
      'flag/b',
      'flag/c',
      'segment/s',
      'segment/t',
      'bucket-group/g',
      'regions',
      'other',
    ];
    const step = fc.dictionary(fc.constantFrom(...keys), fc.integer({ min: 0, max: 3 }), { maxKeys: 4 });
    const toPart = (partKey: string, revision: number): Json => {
      const [kind, key = ''] = partKey.split('/');
      if (kind === 'flag') return flag(key, revision);
      if (kind === 'segment') return { ...(segment(key) as object), revision };
      if (kind === 'bucket-group') return { key, revision, salt: 'abcdefgh' };
      return { groups: { LAUNCH: revision === 1 ? ['DE'] : ['AT'] } };
    };
    let [atOnce, inSlices] = [readRuleset(reader), await readRulesetInSlices(reader)];
    await fc.assert(
      fc.asyncProperty(step, async (changes) => {
        const kept = Object.entries(changes).filter(([, revision]) => revision > 0);
        const set = new Map(kept.map(([partKey, revision]) => [partKey, toPart(partKey, revision)]));
        const removed = Object.keys(changes).filter((partKey) => !set.has(partKey));
        await commitParts(store, reader, () => ({ set, removed, said: 'both' }));
        atOnce = readRuleset(reader, atOnce);
        inSlices = await readRulesetInSlices(reader, inSlices);
        expect(atOnce).toEqual(readRuleset(reader));
        expect(inSlices).toEqual(atOnce);
      }),
      { numRuns: 60 },
    );
  });

  it('is of one version, whatever its reader reads meanwhile', async () => {
    const { store, reader } = await makeEnvironment();
    const many = Array.from({ length: 3_000 }, (_, index) => [`flag/m${index}`, flag(`m${index}`)] as const);
    await commitParts(store, reader, Object.fromEntries(many));
    const { version } = reader.state;
    const reading = readRulesetInSlices(reader);
    await commitParts(store, reader, Object.fromEntries(many.map(([key]) => [key, flag(key.slice(5), 2)])));
    const ruleset = await reading;
    expect(ruleset.version).toBe(version);
    expect(ruleset.flags.filter(({ revision }) => revision !== 1)).toEqual([]);
    expect(readRuleset(reader, ruleset)).toEqual(readRuleset(reader));
  });

  it('gives the regions of the installation, the identical object while they stay', async () => {
    const { store, reader } = await makeEnvironment();
    expect('regions' in readRuleset(reader)).toBe(false);
    await commitParts(store, reader, { regions: { groups: { LAUNCH: ['DE'] } } });
    const before = readRuleset(reader);
    const { regions } = before;
    expect(regions).toEqual({ attribute: 'country', groups: { LAUNCH: ['DE'] } });
    await commitParts(store, reader, { 'flag/a': flag('a', 2) });
    expect(readRuleset(reader, before).regions).toBe(regions);
    await commitParts(store, reader, { regions: { groups: { launch: ['DE'] } } });
    expect(() => readRuleset(reader)).toThrow(/'regions' of log 'environment\/dev' cannot be read/);
  });

  it('refuses a log that is no environment, and a part that it cannot read', async () => {
    const store = await openTempStore();
    const reader = await openTestLog(store, 'environment/dev');
    expect(() => readRuleset(reader)).toThrow("Log 'environment/dev' holds no 'environment'");
    const environment = { installation: 'here', key: 'dev' };
    await commitParts(store, reader, { environment, 'flag/a': { key: 'a', type: 'colour' } });
    expect(() => readRuleset(reader)).toThrow(StoreDamagedError);
    expect(() => readRuleset(reader)).toThrow(
      /^'flag\/a' of log 'environment\/dev' cannot be read \(at revision\)/,
    );
    await commitParts(store, reader, { 'flag/a': flag('b') });
    expect(() => readRuleset(reader)).toThrow(
      /^'flag\/a' of log 'environment\/dev' cannot be read \(at key\)/,
    );
  });
});
