import { beforeEach, describe, expect, it } from 'vitest';
import { archiveDefinition } from '../archive/archive.ts';
import type { AdminContext } from '../context.ts';
import { createFlag } from '../flags/flags.ts';
import { readSegment } from '../segments/segments.ts';
import { createSegment } from '../segments/segments.ts';
import { createKey } from '../keys/make-key.ts';
import { switchFlag } from '../settings/switch-flag.ts';
import { editor, etagOf, mira, openFilledHoist, refusalOf, setUp } from '../testing.ts';
import { listChanges } from './change-history.ts';
import type { HistoryFilter } from './change-history.ts';
import { describeLogChange } from './describe-log-change.ts';
import { exportHistory } from './export-history.ts';
import { findThings } from './find-things.ts';

/** Behind the clock that the installation's first versions have. */
const begin = Date.parse('2099-03-02T09:00:00.000Z');

/** A minute a change: Mira sets `checkout` up in dev and prod, Edda turns it off in dev and makes a segment and archives it. */
async function openChanged(): Promise<AdminContext> {
  let now = begin;
  const hoist = await openFilledHoist(() => (now += 60_000));
  await setUp(hoist, 'dev');
  await setUp(hoist, 'prod');
  const off = { flag: 'checkout', environment: 'dev', enabled: false, comment: 'too slow' };
  await switchFlag(hoist, editor, { ...off, ifMatch: etagOf(hoist, 'dev') });
  await createSegment(hoist, editor, { key: 'staff', name: 'Staff' });
  const { etag } = readSegment(hoist, 'staff');
  await archiveDefinition(hoist, editor, { kind: 'segment', key: 'staff', ifMatch: etag });
  await createKey(hoist, mira, { environment: 'dev', name: 'app', scope: 'server' });
  return hoist;
}

describe('the history of everything', () => {
  let hoist: AdminContext;
  beforeEach(async () => void (hoist = await openChanged()));

  const said = async (filter: HistoryFilter, limit = 50) => {
    const { changes } = await listChanges(hoist, { ...filter, limit });
    return changes.filter(({ kind }) => kind !== 'followed').map((change) => `${change.log}: ${change.said}`);
  };

  it('lists what was changed in all logs, newest first, with links to what it was', async () => {
    expect((await said({})).filter((line) => !line.includes('started') && !line.includes('key'))).toEqual([
      'definitions: archived the segment Staff',
      'definitions: created the segment Staff',
      'environment/dev: turned off Checkout',
      'environment/prod: set Checkout: on for Beta',
      'environment/dev: set Checkout: on for Beta',
      'definitions: created the flag Checkout',
      'definitions: created the segment Beta',
    ]);
    const { changes } = await listChanges(hoist, { kind: 'switched', limit: 9 });
    expect(changes).toHaveLength(1);
    const [{ version, about, who }] = changes as [(typeof changes)[number]];
    expect(who).toEqual({ kind: 'person', id: 'edda', name: 'Edda' });
    const href = `/flags/checkout/history?env=dev&open=dev.${version}`;
    expect(about).toEqual([{ kind: 'flag', key: 'checkout', name: 'Checkout', href }]);
  });

  const filters: [string, HistoryFilter, RegExp[]][] = [
    ['a thing', { thing: 'flag/checkout' }, [/turned off/, /prod: set/, /dev: set/, /created the flag/]],
    [
      'a kind of thing',
      { thing: 'segment' },
      [/archived/, /created the segment Staff/, /prod: set/, /dev: set/, /Beta$/],
    ],
    ['the keys', { thing: 'key', environment: 'dev' }, [/keyring\/dev: made/, /keyring\/dev/]],
    ['an environment', { environment: 'prod', thing: 'flag' }, [/prod: set/]],
    ['a person', { person: 'person/edda' }, [/archived/, /Staff/, /turned off/]],
    ['a kind of change', { kind: 'archived' }, [/archived the segment Staff/]],
    [
      'all of them',
      { thing: 'flag/checkout', person: 'person/edda', kind: 'switched', environment: 'dev' },
      [/turned off/],
    ],
    ['filters that nothing fits', { thing: 'flag/checkout', kind: 'archived' }, []],
  ];
  it.each(filters)('is filtered by %s', async (_, filter, expected) => {
    const lines = await said(filter);
    expect(lines).toHaveLength(expected.length);
    for (const [index, line] of lines.entries()) expect(line).toMatch(expected[index]!);
  });

  it('is filtered by time, from an instant up to another', async () => {
    const { changes } = await listChanges(hoist, { limit: 500 });
    const all = changes.map(({ when }) => when);
    const [from, to] = [all[9]!, all[3]!];
    const found = (await listChanges(hoist, { from, to, limit: 500 })).changes.map(({ when }) => when);
    expect(found).toEqual(all.filter((when) => when >= from && when < to));
    expect(found.length).toBeGreaterThan(3);
    expect((await listChanges(hoist, { to: '2026-01-01T00:00:00Z', limit: 9 })).changes).toEqual([]);
  });

  it('is read page by page in every filter, without a gap and without anything twice', async () => {
    for (const filter of [{}, { person: 'person/mira' }, { thing: 'flag' }]) {
      const whole = (await listChanges(hoist, { ...filter, limit: 500 })).changes;
      const paged: (typeof whole)[number][] = [];
      for (let after: string | undefined; ;) {
        const page = await listChanges(hoist, { ...filter, after, limit: 2 });
        paged.push(...page.changes);
        if (page.next === null) break;
        after = page.next;
      }
      expect(paged).toEqual(whole);
    }
  });

  it('is exported as one JSON text a line, all of it', async () => {
    const text = (await Array.fromAsync(await exportHistory(hoist, { thing: 'flag' }))).join('');
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { said: string; about: unknown });
    const { changes } = await listChanges(hoist, { thing: 'flag', limit: 500 });
    expect(lines.map((line) => line.said)).toEqual(changes.map((change) => change.said));
    expect(lines.at(-1)?.about).toEqual([{ kind: 'flag', key: 'checkout' }]);
    expect(await Array.fromAsync(await exportHistory(hoist, { kind: 'deleted' }))).toEqual([]);
  });

  it('refuses what is no thing, no person, no environment and no position of this list', async () => {
    const { next } = await listChanges(hoist, { limit: 1 });
    for (const [query, code] of [
      [{ thing: 'nonsense' }, 'invalid-input'],
      [{ thing: 'key/x' }, 'invalid-input'],
      [{ person: 'edda' }, 'invalid-input'],
      [{ environment: 'nope' }, 'environment-not-found'],
      [{ after: next!, kind: 'created' as const }, 'invalid-input'],
    ] as const)
      expect((await refusalOf(() => listChanges(hoist, { limit: 1, ...query }))).code).toBe(code);
  });

  it('says what one change changed, thing by thing, and nothing of what a key is made of', async () => {
    const { changes } = await listChanges(hoist, { kind: 'switched', limit: 1 });
    const { things } = await describeLogChange(hoist, changes[0]!);
    expect(things).toHaveLength(1);
    expect(things[0]?.words).toEqual(['Turned off']);
    expect(things[0]?.fields).toContainEqual({ path: 'setting.enabled', before: 'true', after: 'false' });
    const keys = (await listChanges(hoist, { thing: 'key', environment: 'dev', limit: 1 })).changes[0]!;
    expect((await describeLogChange(hoist, keys)).things).toEqual([]);
    const missing = { log: 'definitions', version: 999 };
    expect((await refusalOf(() => describeLogChange(hoist, missing))).code).toBe('version-not-found');
    const secret = { log: 'nonsense', version: 1 };
    expect((await refusalOf(() => describeLogChange(hoist, secret))).code).toBe('version-not-found');
  });
});

describe('a search for a thing', () => {
  it('finds it by its key before its name, and lists what else is called alike', async () => {
    const hoist = await openFilledHoist();
    const variants = [{ key: 'on', value: true }];
    const flag = { type: 'boolean', variants };
    await createFlag(hoist, mira, { ...flag, key: 'checkout-v2', name: 'Checkout' });
    const find = (...given: [string, 'flag'?]) => {
      const { exact, matches, total } = findThings(hoist, ...given);
      return [exact, matches.map(({ thing }) => thing), total];
    };
    expect(find('checkout')).toEqual(['flag/checkout', ['flag/checkout', 'flag/checkout-v2'], 2]);
    expect(find('V2')).toEqual(['flag/checkout-v2', ['flag/checkout-v2'], 1]);
    expect(find('e', 'flag')[0]).toBeUndefined();
    expect(find('bet')).toEqual(['segment/beta', ['segment/beta'], 1]);
    expect(find('nothing like it')).toEqual([undefined, [], 0]);
  });
});
