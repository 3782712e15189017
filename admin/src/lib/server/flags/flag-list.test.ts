import { describe, expect, it } from 'vitest';
import type { AdminContext } from '../context.ts';
import { controlRollout } from '../settings/control-rollout.ts';
import { archiveDefinition } from '../archive/archive.ts';
import { readFlag } from './flag-views.ts';
import { listFlags } from './flag-list.ts';
import type { FlagQuery } from './flag-list.ts';
import type { Person } from '../access/person.ts';
import { createFlag } from './flags.ts';
import { saveSetting } from '../settings/save-setting.ts';
import { etagOf, forBeta, letJoin, mira, openFilledHoist } from '../testing.ts';

const day = 86_400_000;
const start = Date.parse('2026-03-02T09:00:00.000Z');
const variants = [{ key: 'a', value: 'A' }];

async function keysOf(hoist: AdminContext, query: FlagQuery): Promise<string[]> {
  return (await listFlags(hoist, mira, query)).flags.map(({ definition }) => definition.key);
}

async function grow(hoist: AdminContext): Promise<void> {
  const plan = [
    { percent: 5, hours: 24 },
    { percent: 100, hours: 0 },
  ];
  const params = { variant: 'on', otherwise: 'off', plan };
  const setting = { ...forBeta(hoist), everyoneElse: { strategy: 'progressive', params } };
  const place = { flag: 'checkout', environment: 'dev', comment: '' };
  await saveSetting(hoist, mira, { ...place, ifMatch: etagOf(hoist, 'dev'), setting });
}

describe('listFlags', () => {
  it('finds words anywhere, and module:, tag:, owner: and kind: in their own field', async () => {
    const hoist = await openFilledHoist();
    await letJoin(hoist, mira);
    const about = {
      module: 'Payments',
      tags: ['Money'],
      owner: { name: 'Mira Okafor', person: mira.id },
      kind: 'operational',
    };
    await createFlag(hoist, mira, { key: 'pay', name: 'Apple Pay', type: 'string', variants, ...about });
    expect(await keysOf(hoist, { search: 'PAY' })).toEqual(['pay']);
    expect(await keysOf(hoist, { search: 'tag:money' })).toEqual(['pay']);
    expect(await keysOf(hoist, { search: 'tag:mon' })).toEqual([]);
    expect(await keysOf(hoist, { search: 'module:pay owner:okafor kind:oper' })).toEqual(['pay']);
    expect(await keysOf(hoist, { search: 'module:apple' })).toEqual([]);
    expect(await keysOf(hoist, {})).toEqual(['pay', 'checkout']);
    expect(await keysOf(hoist, { is: 'mine' })).toEqual(['pay']);
  });

  it('knows whose a flag is by the id of a person, not by a name that two may have', async () => {
    const hoist = await openFilledHoist();
    await letJoin(hoist, mira);
    const owner = { name: mira.name, person: mira.id };
    await createFlag(hoist, mira, { key: 'pay', name: 'Pay', type: 'string', variants, owner });
    await createFlag(hoist, mira, {
      key: 'team',
      name: 'Team',
      type: 'string',
      variants,
      owner: { name: mira.name },
    });
    const mine = async (person: Person) =>
      (await listFlags(hoist, person, { is: 'mine' })).flags.map(({ definition }) => definition.key);
    expect(await mine({ ...mira, name: 'Mira Okafor-Brandt' })).toEqual(['pay']);
    expect(await mine({ ...mira, id: 'another' })).toEqual([]);
  });

  it('counts the states of what the words find, and lists one of them', async () => {
    let now = start;
    const hoist = await openFilledHoist(() => now);
    await createFlag(hoist, mira, { key: 'newest', name: 'New', type: 'string', variants });
    const none = { paused: 0, mine: 0, archived: 0, growing: 0, 'clean-up': 0 };
    expect((await listFlags(hoist, mira)).counts).toEqual({ ...none, all: 2, 'not-set-up': 2 });
    await grow(hoist);
    expect(await keysOf(hoist, { is: 'growing' })).toEqual(['checkout']);
    expect(await keysOf(hoist, { is: 'not-set-up' })).toEqual(['newest']);
    const place = { flag: 'checkout', environment: 'dev', ifMatch: etagOf(hoist, 'dev'), comment: '' };
    await controlRollout(hoist, mira, { ...place, control: 'pause' });
    now += 15 * day;
    const { counts, total, flags } = await listFlags(hoist, mira, { is: 'paused' });
    expect(counts).toEqual({ ...none, all: 2, paused: 1, 'not-set-up': 1, 'clean-up': 2 });
    expect(total).toBe(1);
    expect(flags).toMatchObject([{ unusedDays: 15 }]);
  });

  it('finds by state, in any environment or in one, and combines all words', async () => {
    const hoist = await openFilledHoist(() => start);
    const owner = { name: mira.name };
    await createFlag(hoist, mira, {
      key: 'pay',
      name: 'Pay',
      type: 'string',
      variants,
      owner,
      tags: ['Money'],
    });
    await grow(hoist);
    const found: [search: string, keys: string[]][] = [
      ['env:dev', ['checkout']],
      ['env:dev on', ['checkout']],
      ['env:dev growing check', ['checkout']],
      ['env:dev off', []],
      ['env:prod on', []],
      ['env:prod not-set-up', ['checkout', 'pay']],
      ['is:growing', ['checkout']],
      ['is:not-set-up tag:money', ['pay']],
      ['is:mine', []],
      ['is:stale', []],
      ['owner:"mira okafor" kind:release', ['pay']],
      ['off', []],
    ];
    for (const [search, keys] of found)
      expect([search, await keysOf(hoist, { search })]).toEqual([search, keys]);
  });

  it('explains what is no word of a search, and finds nothing for it', async () => {
    const hoist = await openFilledHoist();
    const explained: [search: string, said: RegExp][] = [
      ['team:x', /“team:” is no word of the search. It takes env:, is:, tag:.*quotes/],
      ['is:broken', /is: takes on, off, .*stale/],
      ['env:nope on', /no environment “nope”. env: takes dev, staging, prod/],
      ['kind:toy', /kind: takes release, experiment/],
      ['tag:', /right behind it, like tag:checkout/],
    ];
    for (const [search, said] of explained) {
      const { unknown, total } = await listFlags(hoist, mira, { search: `check ${search}` });
      expect([unknown, total]).toEqual([[expect.stringMatching(said)], 0]);
    }
    expect((await listFlags(hoist, mira, { search: '"a:b"' })).unknown).toEqual([]);
  });

  it('lists archived flags by a word or by the filter, and nowhere else', async () => {
    const hoist = await openFilledHoist();
    const ifMatch = readFlag(hoist, 'checkout').etag;
    await archiveDefinition(hoist, mira, { kind: 'flag', key: 'checkout', ifMatch });
    expect(await keysOf(hoist, {})).toEqual([]);
    expect(await keysOf(hoist, { search: 'is:archived' })).toEqual(['checkout']);
    expect(await keysOf(hoist, { is: 'archived', search: 'check' })).toEqual(['checkout']);
  });

  it('sorts by module and by owner, those without any last', async () => {
    const hoist = await openFilledHoist();
    for (const [key, module, name] of [
      ['a', 'Zoo', 'Anna'],
      ['b', 'Pay', 'Zoe'],
    ] as const)
      await createFlag(hoist, mira, { key, name: key, type: 'string', variants, module, owner: { name } });
    expect(await keysOf(hoist, { sort: 'module' })).toEqual(['b', 'a', 'checkout']);
    expect(await keysOf(hoist, { sort: 'owner' })).toEqual(['a', 'b', 'checkout']);
  });

  it('sorts by the newest, and pages', async () => {
    let now = start;
    const hoist = await openFilledHoist(() => now);
    now += day;
    await createFlag(hoist, mira, { key: 'zoo', name: 'Zoo', type: 'string', variants });
    expect(await keysOf(hoist, { sort: 'newest' })).toEqual(['zoo', 'checkout']);
    expect(await keysOf(hoist, { size: 1, page: 2 })).toEqual(['zoo']);
    expect(await listFlags(hoist, mira, { size: 1, page: 9 })).toMatchObject({ total: 2, page: 2, pages: 2 });
  });
});
