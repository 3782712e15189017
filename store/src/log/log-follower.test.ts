import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { emptyLogState } from '@hoist/core';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { StoreDamagedError, StoreUnavailableError } from '../errors.ts';
import { openStore } from '../open-store.ts';
import type { Store } from '../port.ts';
import { sha256 } from '../sha256.ts';
import { createSwitchableStore } from '../testing/switchable-store.ts';
import {
  commitParts,
  openTempStore,
  openTestLog,
  openTestStore,
  tempFolder,
  when,
  who,
} from '../testing/test-store.ts';
import { commit } from './commit.ts';
import { LogFollower } from './log-follower.ts';
import { openLog } from './open-log.ts';
import type { LogReader } from './log-reader.ts';
import type { OpenLogOptions } from './open-log-options.ts';
import { readSnapshot } from './read-snapshot.ts';
import { createSnapshot } from './snapshot.ts';
import { writeSnapshot } from './write-snapshot.ts';

const soon = { timeout: 20_000, interval: 5 };

function raiseEpoch(store: Store, reader: LogReader) {
  const build = () => ({ set: new Map(), removed: [], said: 'raised the epoch' });
  const note = { idempotencyKey: 'raise', kind: 'epoch-raised', who, when, comment: null } as const;
  return commit(store, reader, { ...note, epoch: 2, build });
}

describe('a log reader', () => {
  it('has what others commit, and reports which parts changed', async () => {
    const url = `sqlite:${await tempFolder()}/hoist.db`;
    const [ours, theirs] = [await openTestStore(url), await openTestStore(url)];
    const [reader, writer] = [await openTestLog(ours, 'a'), await openTestLog(theirs, 'a')];
    const reported: string[][] = [];
    reader.subscribe((changed) => reported.push([...changed].sort()));
    await commitParts(theirs, writer, { 'flag/x': 1, 'flag/y': 2, other: 3 });
    await vi.waitFor(() => expect(reported).toEqual([['flag/x', 'flag/y', 'other']]), soon);
    const both = { set: new Map([['flag/x', 9]]), removed: ['flag/y'], said: 'both' };
    await commitParts(theirs, writer, () => both);
    await vi.waitFor(() => expect(reported.slice(1)).toEqual([['flag/x', 'flag/y']]), soon);
    expect(reader.keys('flag/')).toEqual(['flag/x']);
    expect([reader.value('flag/x'), reader.value('flag/y'), reader.value('other')]).toEqual([
      9,
      undefined,
      3,
    ]);
    expect([reader.version('flag/x'), reader.version('flag/y'), reader.version('other')]).toEqual([
      2,
      undefined,
      1,
    ]);
    expect(reader.text('flag/x')).toBe('9');
    expect(reader.state).toEqual(writer.state);
  });

  it('keeps the object of a part that did not change, and of content that comes back', async () => {
    const store = await openTempStore();
    const reader = await openTestLog(store, 'a');
    await commitParts(store, reader, { x: { n: 1 }, y: { n: 2 } });
    const [x, y] = [reader.value('x'), reader.value('y')];
    await commitParts(store, reader, { x: { n: 3 } });
    expect(reader.value('y')).toBe(y);
    expect(reader.value('x')).not.toBe(x);
    await commitParts(store, reader, { x: { n: 1 } });
    expect(reader.value('x')).toBe(x);
  });

  it('calls nobody who unsubscribed, and calls the others when one listener throws', async () => {
    const store = await openTempStore();
    const reader = await openTestLog(store, 'a');
    const faults: unknown[] = [];
    const catchFault = (error: unknown) => faults.push(error);
    const before = process.listeners('uncaughtException');
    process.removeAllListeners('uncaughtException').on('uncaughtException', catchFault);
    const heard: string[] = [];
    reader.subscribe(() => heard.push('gone'))();
    reader.subscribe(() => {
      throw new Error('listener');
    });
    reader.subscribe(() => heard.push('there'));
    await commitParts(store, reader, { x: 1 });
    await vi.waitFor(() => expect(faults).toEqual([new Error('listener')]), soon);
    process.off('uncaughtException', catchFault);
    for (const listener of before) process.on('uncaughtException', listener);
    expect(heard).toEqual(['there']);
  });

  it('sees with one catch-up all that was committed before, though another is under way', async () => {
    const store = await openTempStore();
    const other = await openTestLog(store, 'a');
    const reader = await openTestLog(store, 'a');
    const early = reader.catchUp();
    await commitParts(store, other, { x: 1 });
    await Promise.all([early, reader.catchUp(), reader.catchUp()]);
    expect(reader.value('x')).toBe(1);
  });

  it('learns soon of what was committed between its snapshot and the first news', async () => {
    const store = await openTempStore();
    const writer = await openTestLog(store, 'a');
    const deaf: Store = new Proxy(store, {
      get: (target, name) =>
        name === 'watch' ? () => () => undefined : (Reflect.get(target, name, target) as unknown),
    });
    const reader = new LogFollower(deaf, createSnapshot(emptyLogState('a', sha256), new Map(), 0));
    onTestFinished(() => reader.close());
    await reader.catchUp();
    await commitParts(store, writer, { x: 1 });
    reader.follow();
    await vi.waitFor(() => expect(reader.value('x')).toBe(1), { timeout: 2_000 });
  });

  it('asks the store once for many readers, whatever their number', async () => {
    const store = createSwitchableStore(await openTempStore());
    const readers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => openTestLog(store, `log/${index}`)),
    );
    const before = store.calls.get('heads') ?? 0;
    await commitParts(store, readers[0]!, { x: 1 });
    await vi.waitFor(() => expect(store.calls.get('heads')).toBeGreaterThan(before), soon);
    expect(store.calls.get('heads')! - before).toBeLessThanOrEqual(2);
  });
});

describe('a log reader whose store is away', () => {
  it('cannot start without a snapshot', async () => {
    const store = createSwitchableStore(await openTempStore());
    store.use('away');
    await expect(openLog(store, 'a')).rejects.toThrow(StoreUnavailableError);
  });

  it('serves its snapshot, says what is wrong, and goes on when the store comes back', async () => {
    const real = await openTempStore();
    const writer = await openTestLog(real, 'a');
    await commitParts(real, writer, { x: 1 });
    const from = await readSnapshot(writeSnapshot(writer, 0));
    await commitParts(real, writer, { x: 2 });
    const store = createSwitchableStore(real);
    store.use('away');
    const reader = await openTestLog(store, 'a', { from });
    expect([reader.value('x'), reader.problem?.message, reader.contactAge]).toEqual([
      1,
      'The store is away.',
      Number.POSITIVE_INFINITY,
    ]);
    store.use(real);
    await vi.waitFor(() => expect([reader.value('x'), reader.problem]).toEqual([2, undefined]), soon);
    expect(reader.contactAge).toBeLessThan(soon.timeout);
  });

  it('refuses a snapshot of another log', async () => {
    const store = await openTempStore();
    const from = await readSnapshot(writeSnapshot(await openTestLog(store, 'a'), 0));
    await expect(openLog(store, 'b', { from })).rejects.toThrow("The snapshot is of log 'a', not of 'b'.");
  });
});

/** A reader at version 3 of a store that an older copy, at version 2, has replaced. */
async function restoreOlderCopy(options?: OpenLogOptions) {
  const folder = await tempFolder();
  const first = await openStore({ url: `sqlite:${folder}/first.db` });
  const writer = await openLog(first, 'a');
  await commitParts(first, writer, { x: 1 });
  await commitParts(first, writer, { x: 2, y: 2 });
  new DatabaseSync(`${folder}/first.db`).exec(`VACUUM INTO '${folder}/second.db'`);
  await commitParts(first, writer, { x: 3, z: 3 });
  const store = createSwitchableStore(first);
  const reader = await openTestLog(store, 'a', options);
  const restored = await openTestStore(`sqlite:${folder}/second.db`);
  writer.close();
  store.use(restored);
  return { store, reader, restored, close: () => first.close() };
}

describe('a log reader after an older copy of the store was restored', () => {
  it('keeps what it has and says that the log lacks its position', async () => {
    const { reader, close } = await restoreOlderCopy();
    await expect(reader.catchUp()).rejects.toThrow(StoreDamagedError);
    expect(reader.problem?.message).toMatch(
      /^Log 'a' no longer holds version 3 of epoch 1 as it was read here: it stands at version 2/,
    );
    expect(reader.value('x')).toBe(3);
    await close();
  });

  it('refuses commits until the epoch is raised, then follows the restored history', async () => {
    const { store, reader, restored, close } = await restoreOlderCopy();
    await expect(commitParts(store, reader, { x: 4 })).rejects.toThrow('raise the epoch and publish');
    const fresh = await openTestLog(restored, 'a');
    await commitParts(restored, fresh, { y: 5 });
    await expect(reader.catchUp()).rejects.toThrow(/no longer holds version 3 .* it stands at version 3/);
    expect([reader.state.version, reader.value('x')]).toEqual([3, 3]);
    await raiseEpoch(restored, fresh);
    const heard: string[] = [];
    reader.subscribe((changed) => heard.push(...[...changed].sort()));
    await reader.catchUp();
    expect(heard).toEqual(['x', 'y', 'z']);
    expect([reader.value('x'), reader.value('y'), reader.value('z')]).toEqual([2, 5, undefined]);
    expect([reader.state, reader.problem]).toEqual([fresh.state, undefined]);
    await close();
  });
});

describe('a log reader that may go back', () => {
  it('goes back with the store, and reports what is different', async () => {
    const { reader, close } = await restoreOlderCopy({ goBackAfter: 0 });
    const changed: string[] = [];
    reader.subscribe((keys) => changed.push(...[...keys].sort()));
    await reader.catchUp();
    expect([reader.state.version, reader.value('x'), changed]).toEqual([2, 2, ['x', 'z']]);
    await close();
  });
});

describe('a log reader that may go back once the store stands still', () => {
  it('commits nothing on top of a copy that is still being written', async () => {
    const { store, reader, restored, close } = await restoreOlderCopy({ goBackAfter: 2_000 });
    const writer = await openTestLog(restored, 'a');
    await expect(reader.catchUp()).rejects.toThrow(/no longer holds version 3 .* stands at version 2/);
    await sleep(1_000);
    await commitParts(restored, writer, { y: 5 });
    await sleep(1_000);
    await expect(commitParts(store, reader, { x: 9 })).rejects.toThrow(StoreDamagedError);
    expect([reader.state.version, reader.value('x')]).toEqual([3, 3]);
    await vi.waitFor(() => expect(reader.value('y')).toBe(5), { timeout: 20_000, interval: 20 });
    expect((await commitParts(store, reader, { x: 9 })).outcome).toBe('committed');
    await close();
  });
});

describe('a log reader on another branch of the log', () => {
  async function fork(options?: OpenLogOptions) {
    const { store, reader, restored, close } = await restoreOlderCopy(options);
    const fresh = await openTestLog(restored, 'a');
    for (const y of [5, 6, 7]) await commitParts(restored, fresh, { y });
    return { store, reader, restored, fresh, close };
  }

  it('keeps what it has, and follows once the epoch is raised beyond', async () => {
    const { reader, restored, fresh, close } = await fork();
    await expect(reader.catchUp()).rejects.toThrow('follows another history');
    expect([reader.value('x'), reader.problem]).toEqual([3, expect.any(StoreDamagedError)]);
    await raiseEpoch(restored, fresh);
    await reader.catchUp();
    expect([reader.state, reader.value('x'), reader.value('y')]).toEqual([fresh.state, 2, 7]);
    await close();
  });

  it('takes the store as it is where it may go back', async () => {
    const { reader, fresh, close } = await fork({ goBackAfter: 0 });
    await reader.catchUp();
    expect([reader.state, reader.value('x'), reader.problem]).toEqual([fresh.state, 2, undefined]);
    await close();
  });
});

describe('a log reader of a damaged store', () => {
  it('keeps its state when a part was altered or lost, and says which', async () => {
    const folder = await tempFolder();
    const store = await openTestStore(`sqlite:${folder}/hoist.db`);
    const [reader, writer] = [
      await openTestLog(createSwitchableStore(store), 'a'),
      await openTestLog(store, 'a'),
    ];
    reader.close();
    await commitParts(store, writer, { x: 'one', y: 'two' });
    const raw = new DatabaseSync(`${folder}/hoist.db`);
    raw.exec(`UPDATE parts SET text = '"eno"' WHERE text = '"one"'`);
    await expect(openLog(store, 'a')).rejects.toThrow(
      /^'x' of log 'a' is damaged \(part [0-9a-f]{64}\)\. Restore/,
    );
    raw.exec(`DELETE FROM parts WHERE text = '"eno"'`);
    await expect(openLog(store, 'a')).rejects.toThrow(/^'x' of log 'a' is missing/);
    raw.close();
  });

  it('refuses a record that was altered', async () => {
    const folder = await tempFolder();
    const store = await openTestStore(`sqlite:${folder}/hoist.db`);
    const writer = await openTestLog(store, 'a');
    await commitParts(store, writer, { x: 1 });
    await commitParts(store, writer, { x: 2 });
    const raw = new DatabaseSync(`${folder}/hoist.db`);
    raw.exec(`UPDATE versions SET record = replace(record, '"Tester"', '"Nobody"') WHERE version = 1`);
    await expect(openLog(store, 'a')).rejects.toThrow(/^Version 2 of log 'a' cannot be followed/);
    raw.exec(`UPDATE versions SET record = '{' WHERE version = 1`);
    await expect(openLog(store, 'a')).rejects.toThrow(/^Version 1 of log 'a' in '.*' is damaged/);
    raw.close();
  });
});
