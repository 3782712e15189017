import { describe, expect, it } from 'vitest';
import type { AdminContext } from '../context.ts';
import { archiveDefinition, deleteDefinition } from '../archive/archive.ts';
import { readDefinitions } from '../definitions/definitions.ts';
import { createFlag } from '../flags/flags.ts';
import { readFlag } from '../flags/flag-views.ts';
import { editor, etagOf, forBeta, mira, openFilledHoist, refusalOf, setUp, viewer } from '../testing.ts';
import { compareEnvironments } from './compare-environments.ts';
import type { ComparisonFilter } from './compare-environments.ts';
import { markDifference } from './mark-difference.ts';
import { saveSetting } from './save-setting.ts';

/** `checkout` on for Beta in dev and for Beta, but not in Germany's regions, in prod; `same` not set up anywhere. */
async function openDifferent(): Promise<AdminContext> {
  const hoist = await openFilledHoist();
  const variants = [{ key: 'on', value: true }];
  await createFlag(hoist, mira, { key: 'same', name: 'Same', type: 'boolean', variants });
  await setUp(hoist, 'dev');
  await save(hoist, 'prod', { enabled: false });
  return hoist;
}

async function save(hoist: AdminContext, environment: string, patch: object): Promise<void> {
  const setting = { ...forBeta(hoist), ...patch };
  const ifMatch = etagOf(hoist, environment);
  await saveSetting(hoist, mira, { flag: 'checkout', environment, setting, ifMatch, comment: 'x' });
}

async function compare(hoist: AdminContext, list?: ComparisonFilter, [from, to] = ['dev', 'prod']) {
  const { counts, flags, show } = await compareEnvironments(hoist, { from: from!, to: to!, show: list });
  return { counts, items: flags.map(show) };
}

async function mark(
  hoist: AdminContext,
  intended: boolean | null,
  [from, to] = ['dev', 'prod'],
  person = editor,
) {
  const [flag] = (await compare(hoist, 'different', [from!, to!])).items;
  const { fromEtag, toEtag } = flag!;
  await markDifference(hoist, person, { flag: 'checkout', from: from!, to: to!, fromEtag, toEtag, intended });
}

describe('two environments', () => {
  it('are compared flag by flag, each difference in words of both', async () => {
    const hoist = await openDifferent();
    const { items, counts } = await compare(hoist);
    expect(counts).toEqual({ different: 1, open: 1, all: 2 });
    expect(items.map(({ key }) => key)).toEqual(['checkout']);
    expect(items[0]).toMatchObject({ from: 'On for Beta', isDifferent: true, mark: null });
    expect(items[0]?.parts).toEqual([{ title: 'On or off', from: 'On', to: 'Off' }]);
    const all = (await compare(hoist, 'all')).items;
    expect(all.map(({ key, isDifferent }) => [key, isDifferent])).toEqual([
      ['checkout', true],
      ['same', false],
    ]);
  });

  it('differ in a flag that only one of them has set up', async () => {
    const hoist = await openDifferent();
    const [flag] = (await compare(hoist, 'different', ['dev', 'staging'])).items;
    expect(flag).toMatchObject({ from: 'On for Beta', to: 'Not set up', parts: [] });
  });

  it('show a rule that one of them has, with what it hands out', async () => {
    const hoist = await openDifferent();
    await save(hoist, 'prod', { rules: [] });
    const [flag] = (await compare(hoist)).items;
    expect(flag?.parts).toEqual([
      { title: expect.stringContaining('Beta'), from: 'On', to: expect.any(String) },
    ]);
  });

  it('are refused where one is not there', async () => {
    const hoist = await openDifferent();
    const refusal = await refusalOf(() => compare(hoist, 'all', ['dev', 'nope']));
    expect(refusal.code).toBe('environment-not-found');
  });
});

describe('a mark on a difference', () => {
  it('says who calls it intended, seen from either side, until either side changes', async () => {
    const hoist = await openDifferent();
    await mark(hoist, true);
    const bothWays: [string, string][] = [
      ['dev', 'prod'],
      ['prod', 'dev'],
    ];
    for (const sides of bothWays) {
      const { items, counts } = await compare(hoist, 'different', sides);
      expect(items[0]?.mark).toMatchObject({ intended: true, who: 'Edda' });
      expect(counts).toEqual({ different: 1, open: 0, all: 2 });
    }
    await save(hoist, 'dev', { off: null });
    const { items, counts } = await compare(hoist);
    expect([items[0]?.mark, counts.open]).toEqual([null, 1]);
  });

  it('can be that it is not intended, and can be taken back', async () => {
    const hoist = await openDifferent();
    await mark(hoist, false);
    expect((await compare(hoist, 'open')).items[0]?.mark).toMatchObject({ intended: false });
    await mark(hoist, null, ['prod', 'dev']);
    expect((await compare(hoist)).items[0]?.mark).toBeNull();
    const { version } = hoist.definitions.state;
    await mark(hoist, null);
    expect(hoist.definitions.state.version).toBe(version);
  });

  it('is refused to a viewer, and for settings that have changed since', async () => {
    const hoist = await openDifferent();
    expect((await refusalOf(() => mark(hoist, true, ['dev', 'prod'], viewer))).code).toBe('role-too-low');
    const [flag] = (await compare(hoist)).items;
    await save(hoist, 'dev', { off: null });
    const { fromEtag, toEtag } = flag!;
    const stale = { flag: 'checkout', from: 'dev', to: 'prod', fromEtag, toEtag, intended: true };
    expect((await refusalOf(() => markDifference(hoist, mira, stale))).code).toBe('changed-meanwhile');
    const twice = { ...stale, to: 'dev' };
    expect((await refusalOf(() => markDifference(hoist, mira, twice))).code).toBe('invalid-input');
  });

  it('goes with its flag', async () => {
    const hoist = await openFilledHoist();
    const flag = { key: 'example-x', name: 'X', type: 'boolean', variants: [{ key: 'on', value: true }] };
    await createFlag(hoist, mira, flag);
    const { etag } = readFlag(hoist, 'example-x').environments[0]!;
    const sides = { from: 'dev', to: 'prod', fromEtag: etag, toEtag: etag };
    await markDifference(hoist, mira, { flag: 'example-x', ...sides, intended: true });
    const based = () => ({
      kind: 'flag' as const,
      key: 'example-x',
      ifMatch: readFlag(hoist, 'example-x').etag,
    });
    await archiveDefinition(hoist, mira, based());
    await deleteDefinition({ ...hoist, now: () => Date.now() + 40 * 86_400_000 }, mira, based());
    expect(readDefinitions(hoist.definitions).differences.size).toBe(0);
  });
});
