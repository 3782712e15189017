import { emptyLogState, nextVersion } from '@hoist/core';
import type { LogState, VersionNote, VersionRecord } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import { markOf } from '../log/marks.ts';
import type { Store, VersionQuery } from '../port.ts';
import { sha256 } from '../sha256.ts';
import { makePlace } from './place.ts';
import type { StoreFixture } from './store-fixture.ts';

const note = {
  kind: 'edited',
  who: { kind: 'person', id: 'ann', name: 'Ann \u2028' },
  when: '2026-03-01T12:00:00Z',
  said: 'set the part “naïve 用户”',
  comment: 'Because',
} as const;

/** Returns a chain of records that follow each other, each with its own idempotency key. */
function makeChain(
  log: string,
  length: number,
  from: LogState = emptyLogState(log, sha256),
): VersionRecord[] {
  const records: VersionRecord[] = [];
  let state = from;
  for (let n = 1; n <= length; n++) {
    const change = {
      set: [[`part/${n}`, sha256(String(n))]] as [string, string][],
      removed: [],
      idempotencyKey: `${log} ${n}`,
    };
    const next = nextVersion(
      state,
      { ...change, ...note, comment: n % 2 === 0 ? null : note.comment },
      sha256,
    );
    records.push(next.record);
    state = next.state;
  }
  return records;
}

/** Appends versions with these parts to an empty log, and returns their records. */
async function appendChain(
  store: Store,
  log: string,
  changes: readonly ({ readonly set?: readonly string[]; readonly removed?: readonly string[] } & Partial<
    Pick<VersionNote, 'kind' | 'who'>
  >)[],
): Promise<VersionRecord[]> {
  const records: VersionRecord[] = [];
  let state = emptyLogState(log, sha256);
  for (const [index, { set = [], removed = [], ...noted }] of changes.entries()) {
    const parts = set.map((partKey): [string, string] => [partKey, sha256(`${partKey} ${index}`)]);
    const change = {
      set: parts,
      removed: [...removed],
      idempotencyKey: `${log} ${index}`,
      ...note,
      ...noted,
    };
    const next = nextVersion(state, change, sha256);
    expect(await store.append(next.record)).toBe('committed');
    records.push(next.record);
    state = next.state;
  }
  return records;
}

/** The contract of logs, as a vitest suite. */
export function describeVersions(fixture: StoreFixture): void {
  describe('versions', () => {
    it('are read in their order, from a position, as many as asked for', async () => {
      const store = await (await makePlace(fixture)).open();
      const records = makeChain('a', 12);
      for (const record of records) expect(await store.append(record)).toBe('committed');
      expect(await store.read('a', 0, 100)).toEqual(records);
      expect(await store.read('a', 9, 100)).toEqual(records.slice(9));
      expect(await store.read('a', 2, 3)).toEqual(records.slice(2, 5));
      expect(await store.read('a', 12, 100)).toEqual([]);
      expect(await store.read('unknown', 0, 100)).toEqual([]);
    });

    it('are found by a part that they set or removed, from either end, however many others lie between', async () => {
      const store = await (await makePlace(fixture)).open();
      const records = await appendChain(store, 'a', [
        { set: ['x', 'y'] },
        ...Array.from({ length: 40 }, (_, n) => ({ set: [`other/${n}`] })),
        { set: ['x'] },
        { removed: ['x'], set: ['y'] },
        { set: ['x', 'xx'] },
      ]);
      await appendChain(store, 'b', [{ set: ['x'] }]);
      const find = async (query: Omit<VersionQuery, 'log' | 'marks' | 'limit'> & { limit?: number }) =>
        (await store.find({ log: 'a', marks: ['x'], limit: 9, ...query })).map(({ version }) => version);
      expect(await find({ order: 'newest-first' })).toEqual([44, 43, 42, 1]);
      expect(await find({ order: 'newest-first', limit: 2 })).toEqual([44, 43]);
      expect(await find({ order: 'newest-first', before: 43, limit: 1 })).toEqual([42]);
      expect(await find({ order: 'newest-first', before: 42, after: 1 })).toEqual([]);
      expect(await find({ order: 'oldest-first' })).toEqual([1, 42, 43, 44]);
      expect(await find({ order: 'oldest-first', after: 1, limit: 1 })).toEqual([42]);
      const query = { order: 'newest-first', limit: 9 } as const;
      expect(await store.find({ log: 'a', marks: ['xx'], ...query })).toEqual([records[43]]);
      expect(await store.find({ log: 'a', marks: ['unknown'], ...query })).toEqual([]);
      expect(await store.find({ log: 'unknown', marks: ['x'], ...query })).toEqual([]);
    });

    it('are found by the noun of a part, by kind, by person and by all of these together, in any number', async () => {
      const store = await (await makePlace(fixture)).open();
      const bob = { kind: 'token', id: 'ann', name: 'Ann' } as const;
      const length = 300;
      await appendChain(
        store,
        'a',
        Array.from({ length }, (_, n) => ({
          set: [`${n % 2 ? 'flag' : 'segment'}/${n}`, 'regions', `flag-${n}`],
          ...(n % 5 === 0 && { kind: 'created' as const }),
          ...(n % 7 === 0 && { who: bob }),
        })),
      );
      const find = async (marks: string[], query: Partial<VersionQuery> = {}) =>
        (await store.find({ log: 'a', order: 'newest-first', limit: 3, marks, ...query })).map(
          ({ version }) => version,
        );
      const [isFlag, isCreated, isBob] = [markOf.noun('flag'), markOf.kind('created'), markOf.who(bob)];
      expect(await find([])).toEqual([300, 299, 298]);
      expect(await find([], { order: 'oldest-first', after: 7, before: 9 })).toEqual([8]);
      expect(await find([isFlag])).toEqual([300, 298, 296]);
      expect(await find([markOf.noun('regions')], { limit: 1 })).toEqual([300]);
      expect(await find([isCreated])).toEqual([296, 291, 286]);
      expect(await find([isBob])).toEqual([295, 288, 281]);
      expect(await find([isFlag, isCreated, isBob])).toEqual([246, 176, 106]);
      expect(await find([isFlag, isCreated, isBob], { order: 'oldest-first' })).toEqual([36, 106, 176]);
      // Far apart, beyond what is looked at in one go.
      expect(await find([markOf.noun('regions'), 'segment/2'], { limit: 9 })).toEqual([3]);
      expect(await find([markOf.noun('regions'), 'flag/299'], { order: 'oldest-first' })).toEqual([300]);
      expect(await find([isFlag, 'segment/2'])).toEqual([]);
    });

    it('are inserted once: the second with a number is told so, and nothing of it is kept', async () => {
      const store = await (await makePlace(fixture)).open();
      const [first] = makeChain('a', 1) as [VersionRecord];
      const rival = { ...first, idempotencyKey: 'rival', comment: 'Another reason' };
      expect(await store.append(first)).toBe('committed');
      expect(await store.append(rival)).toBe('version-taken');
      expect(await store.read('a', 0, 10)).toEqual([first]);
      expect(await store.findByIdempotencyKey('a', 'rival')).toBeUndefined();
    });

    it('hold an act once, whatever number it comes with', async () => {
      const store = await (await makePlace(fixture)).open();
      const [first, second] = makeChain('a', 2) as [VersionRecord, VersionRecord];
      await store.append(first);
      expect(await store.append(first)).toBe('idempotency-key-taken');
      expect(await store.append({ ...second, idempotencyKey: first.idempotencyKey })).toBe(
        'idempotency-key-taken',
      );
      expect(await store.append(second)).toBe('committed');
      expect(await store.findByIdempotencyKey('a', first.idempotencyKey)).toEqual(first);
    });

    it('of different logs know nothing of each other', async () => {
      const store = await (await makePlace(fixture)).open();
      const [a, b] = [makeChain('a', 3), makeChain('b', 1)];
      for (const record of [...a, ...b]) expect(await store.append(record)).toBe('committed');
      expect(await store.append({ ...makeChain('b', 2)[1]!, idempotencyKey: a[0]!.idempotencyKey })).toBe(
        'committed',
      );
      expect(await store.findByIdempotencyKey('b', 'a 2')).toBeUndefined();
      expect(await store.read('a', 0, 10)).toEqual(a);
    });

    it('show the head of every log', async () => {
      const store = await (await makePlace(fixture)).open();
      expect(await store.heads()).toEqual([]);
      for (const record of [...makeChain('environment/dev', 10), ...makeChain('definitions', 2)]) {
        await store.append(record);
      }
      const last = (await store.read('definitions', 1, 1))[0]!;
      await store.append({ ...last, version: 3, epoch: 4, idempotencyKey: 'raise' });
      expect((await store.heads()).toSorted((one, other) => (one.log < other.log ? -1 : 1))).toEqual([
        { log: 'definitions', version: 3, epoch: 4 },
        { log: 'environment/dev', version: 10, epoch: 1 },
      ]);
    });

    it('keep what a later Hoist may add to a record, because it counts for the digest', async () => {
      const store = await (await makePlace(fixture)).open();
      const who = { ...note.who, kind: 'robot', model: 'later' };
      const record = { ...makeChain('a', 1)[0]!, kind: 'moved-away', who, added: { later: true } };
      await store.append(record);
      expect(await store.read('a', 0, 1)).toEqual([record]);
      expect(await store.findByIdempotencyKey('a', record.idempotencyKey)).toEqual(record);
    });

    it('of a later format are refused with the next step', async () => {
      const store = await (await makePlace(fixture)).open();
      const record: object = { ...makeChain('a', 1)[0]!, format: 2 };
      await store.append(record as VersionRecord);
      await expect(store.read('a', 0, 1)).rejects.toThrow(
        /^Version 1 of log 'a' in '.*' is of format 2, and this Hoist reads format 1\. Update Hoist\.$/,
      );
    });

    it('are kept when the store is closed', async () => {
      const place = await makePlace(fixture);
      const [first, records] = [await place.open(), makeChain('a', 3)];
      for (const record of records) await first.append(record);
      await first.close();
      expect(await (await place.open()).read('a', 0, 10)).toEqual(records);
    });
  });
}
