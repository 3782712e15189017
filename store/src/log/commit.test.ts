import { limits } from '@hoist/core';
import type { Actor, ChangeKind, VersionNote } from '@hoist/core';
import { describe, expect, it } from 'vitest';
import { createSwitchableStore } from '../testing/switchable-store.ts';
import { commitParts, openTempStore, openTestLog, when, who } from '../testing/test-store.ts';
import { commit } from './commit.ts';
import type { LogReader } from './log-reader.ts';

const about = { kind: 'edited', who, when, comment: 'Test' } as const;
const said = 'set x';

describe('commit', () => {
  it('writes one version and returns when the reader has applied it', async () => {
    const store = await openTempStore();
    const reader = await openTestLog(store, 'a');
    const build = () => ({ set: new Map([['x', { n: 1 }]]), removed: [], said });
    const done = await commit(store, reader, { idempotencyKey: 'one', ...about, build });
    expect(done).toMatchObject({
      outcome: 'committed',
      record: { log: 'a', version: 1, epoch: 1, idempotencyKey: 'one', ...about, said },
    });
    expect([reader.state.version, reader.value('x')]).toEqual([1, { n: 1 }]);
    expect(await store.read('a', 0, 10)).toEqual('record' in done ? [done.record] : []);
  });

  it('repeats nothing: an idempotency key that is in the log answers with its record, whatever has changed since', async () => {
    const store = await openTempStore();
    const reader = await openTestLog(store, 'a');
    const build = (current: LogReader) =>
      current.value('x') === undefined
        ? { set: new Map([['x', 1]]), removed: [], said }
        : { refusal: 'taken' };
    const first = await commit(store, reader, { idempotencyKey: 'one', ...about, build });
    await commitParts(store, reader, { y: 1 });
    const again = await commit(store, reader, { idempotencyKey: 'one', ...about, build });
    expect(again).toEqual({ ...first, outcome: 'repeated' });
    expect(reader.state.version).toBe(2);
  });

  it('writes nothing for a change that changes nothing', async () => {
    const store = await openTempStore();
    const reader = await openTestLog(store, 'a');
    await commitParts(store, reader, { x: { a: 1, b: 2 } });
    expect(await commitParts(store, reader, { x: { b: 2, a: 1 } })).toEqual({ outcome: 'unchanged' });
    const removeUnknown = () => ({ set: new Map(), removed: ['unknown'], said });
    expect(await commitParts(store, reader, removeUnknown)).toEqual({ outcome: 'unchanged' });
    expect(await store.heads()).toEqual([{ log: 'a', version: 1, epoch: 1 }]);
  });

  it('writes nothing that build refuses', async () => {
    const store = await openTempStore();
    const reader = await openTestLog(store, 'a');
    expect(await commitParts(store, reader, () => ({ refusal: 'no' }))).toEqual({
      outcome: 'refused',
      refusal: 'no',
    });
    expect(await store.heads()).toEqual([]);
  });

  it('passes on what build throws, and the next commit goes on', async () => {
    const store = await openTempStore();
    const reader = await openTestLog(store, 'a');
    const broken = commitParts(store, reader, () => {
      throw new Error('bug');
    });
    const next = commitParts(store, reader, { x: 1 });
    await expect(broken).rejects.toThrow('bug');
    expect((await next).outcome).toBe('committed');
  });

  it('builds again on the new head when somebody commits while its parts are written', async () => {
    const real = await openTempStore();
    const store = createSwitchableStore(real);
    const [reader, other] = [await openTestLog(store, 'a'), await openTestLog(real, 'a')];
    await commitParts(real, other, { count: 1 });
    let raced = false;
    const race = {
      ...store,
      putParts: async (...input: Parameters<typeof store.putParts>) => {
        await real.putParts(...input);
        if (!raced) await commitParts(real, other, { count: 10 });
        raced = true;
      },
    };
    const seen: unknown[] = [];
    const done = await commitParts(race, reader, (current) => {
      seen.push(current.value('count'));
      return { set: new Map([['count', Number(current.value('count')) + 1]]), removed: [], said };
    });
    expect(done).toMatchObject({ outcome: 'committed', record: { version: 3 } });
    expect(seen).toEqual([1, 10]);
    expect(reader.value('count')).toBe(11);
  });

  it('looks for its own idempotency key when the insert fails without an answer', async () => {
    const real = await openTempStore();
    const reader = await openTestLog(real, 'a');
    let unsure = true;
    const store = {
      ...real,
      append: async (...input: Parameters<typeof real.append>) => {
        const result = await real.append(...input);
        if (unsure) throw new Error('connection lost');
        return result;
      },
    };
    expect((await commitParts(store, reader, { x: 1 })).outcome).toBe('committed');
    expect(await store.heads()).toEqual([{ log: 'a', version: 1, epoch: 1 }]);
    unsure = false;
    expect((await commitParts(store, reader, { x: 2 })).outcome).toBe('committed');
  });

  it('says so when the insert did not take effect, and the same change can be committed later', async () => {
    const real = await openTempStore();
    const reader = await openTestLog(real, 'a');
    const store = { ...real, append: () => Promise.reject(new Error('no route')) };
    const request = {
      idempotencyKey: 'one',
      ...about,
      build: () => ({ set: new Map([['x', 1]]), removed: [], said }),
    };
    await expect(commit(store, reader, request)).rejects.toThrow('no route');
    expect((await commit(real, reader, request)).outcome).toBe('committed');
  });

  it('writes nothing that could not be read again', async () => {
    const store = await openTempStore();
    const reader = await openTestLog(store, 'a');
    const wrong: Partial<VersionNote>[] = [
      { comment: 'x'.repeat(limits.comment + 1) },
      { comment: '' },
      { comment: 'two\nlines' },
      { comment: 'turned \u202e around' },
      { said: 'x'.repeat(limits.said + 1) },
      { said: '' },
      { said: 'set\u0007' },
      { kind: 'other' as ChangeKind },
      { who: { ...who, kind: 'robot' as Actor['kind'] } },
      { idempotencyKey: 'x'.repeat(129) },
      { idempotencyKey: '' },
      { when: 'today' },
    ];
    const commitWith = (note: Partial<VersionNote>) =>
      commit(store, reader, {
        idempotencyKey: 'one',
        ...about,
        ...note,
        build: () => ({ set: new Map([['x', 1]]), removed: [], said: note.said ?? said }),
      });
    for (const note of wrong)
      await expect(commitWith(note), JSON.stringify(note)).rejects.toThrow(RangeError);
    expect(await store.heads()).toEqual([]);
    const longest = { comment: 'x'.repeat(limits.comment), said: 'x'.repeat(limits.said) };
    expect(await commitWith(longest)).toMatchObject({ outcome: 'committed', record: longest });
  });

  it('raises the epoch with or without a change, never lowers it', async () => {
    const store = await openTempStore();
    const reader = await openTestLog(store, 'a');
    const build = () => ({ set: new Map(), removed: [], said });
    await commit(store, reader, { idempotencyKey: 'up', ...about, epoch: 3, build });
    expect([reader.state.epoch, reader.state.version]).toEqual([3, 1]);
    expect(await commit(store, reader, { idempotencyKey: 'same', ...about, epoch: 3, build })).toEqual({
      outcome: 'unchanged',
    });
    await expect(
      commit(store, reader, { idempotencyKey: 'down', ...about, epoch: 2, build }),
    ).rejects.toThrow('Epoch 2 of log');
  });

  it('refuses more than 50,000 parts in one version', async () => {
    const store = await openTempStore();
    const reader = await openTestLog(store, 'a');
    const set = new Map(Array.from({ length: 50_001 }, (_, index) => [`part/${index}`, 1]));
    await expect(commitParts(store, reader, () => ({ set, removed: [], said }))).rejects.toThrow(
      'at most 50000 parts',
    );
  });

  it('keeps commits of one process to one log in their order', async () => {
    const store = await openTempStore();
    const reader = await openTestLog(store, 'a');
    const add = (n: number) =>
      commitParts(store, reader, (current) => {
        const before = current.value('list');
        return { set: new Map([['list', [...(Array.isArray(before) ? before : []), n]]]), removed: [], said };
      });
    await Promise.all([1, 2, 3, 4, 5].map(add));
    expect(reader.value('list')).toEqual([1, 2, 3, 4, 5]);
  });
});
