import { setTimeout as sleep } from 'node:timers/promises';
import { toPart } from '@hoist/core';
import type { CountPage } from '@hoist/core';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { commitPart } from '../contract/commit-part.ts';
import { StoreDamagedError, StoreUnavailableError } from '../errors.ts';
import { openLog } from '../log/open-log.ts';
import { verifyLog } from '../log/verify-log.ts';
import { openStore } from '../open-store.ts';
import type { Store } from '../port.ts';
import { sha256 } from '../sha256.ts';
import { startMongoServer } from '../testing/mongo-server.ts';
import { startTcpProxy } from '../testing/tcp-proxy.ts';
import { openMongoConnection } from './connection.ts';
import { migrateMongo, mongoMigrations } from './migrations.ts';

const server = await startMongoServer();
afterAll(() => server?.stop());

const first = { minute: 1, page: 0, sequence: 1 };
const countPage: CountPage = { environment: 'dev', sender: 'sender-1', ...first, rows: [] };

async function openAt(url: string): Promise<Store> {
  const store = await openStore({ url });
  onTestFinished(() => store.close());
  return store;
}

/** A database, a proxy in front of its server, and a store that reaches it only through that. */
async function openThroughProxy() {
  const { url, remove } = await server!.fresh();
  onTestFinished(remove);
  const target = new URL(url);
  const proxy = await startTcpProxy(Number(target.port || 27017));
  onTestFinished(() => proxy.close());
  target.hostname = '127.0.0.1';
  target.port = String(proxy.port);
  target.searchParams.set('directConnection', 'true');
  return { direct: url, proxy, store: await openAt(target.toString()) };
}

describe.runIf(server)('the mongo store', () => {
  it('finds commits within a second by polling, where there is no change stream', async () => {
    const { url, remove } = await server!.fresh();
    onTestFinished(remove);
    const [watching, writing] = [await openAt(`${url}?changeStream=off`), await openAt(url)];
    const reader = await openLog(watching, 'a');
    const writer = await openLog(writing, 'a');
    for (let n = 1; n <= 3; n++) {
      await commitPart(writing, writer, { idempotencyKey: `act ${n}`, partKey: 'x', value: n });
      await vi.waitFor(() => expect(reader.value('x')).toBe(n), { timeout: 1_000, interval: 5 });
    }
    reader.close();
    writer.close();
  });

  it('goes on hearing of commits when its connections, and with them its stream, were cut', async () => {
    const { direct, proxy, store } = await openThroughProxy();
    const reader = await openLog(store, 'a');
    const writing = await openAt(direct);
    const writer = await openLog(writing, 'a');
    for (let n = 1; n <= 3; n++) {
      proxy.cut();
      await commitPart(writing, writer, { idempotencyKey: `act ${n}`, partKey: 'x', value: n });
      await vi.waitFor(() => expect(reader.value('x')).toBe(n), { timeout: 8_000, interval: 10 });
    }
    reader.close();
    writer.close();
  });

  it('commits once when the answer to an insert is lost', async () => {
    const { direct, proxy, store } = await openThroughProxy();
    const reader = await openLog(store, 'a');
    await store.putParts([toPart('first', sha256)]);
    const commit = { idempotencyKey: 'the act', partKey: 'x', value: 'first' };
    const append = store.append.bind(store);
    const lossy: Store = {
      ...store,
      append: (record) => {
        proxy.mode = 'deaf';
        const appended = append(record);
        void sleep(150).then(() => {
          proxy.cut();
          proxy.mode = 'through';
        });
        return appended;
      },
    };
    const outcome = await commitPart(lossy, reader, commit).catch((error: unknown) => error);
    expect(outcome).toMatchObject({ outcome: 'committed' });
    await vi.waitFor(
      async () => expect(await commitPart(store, reader, commit)).toMatchObject({ outcome: 'repeated' }),
      {
        timeout: 8_000,
      },
    );
    expect(await verifyLog(await openAt(direct), 'a')).toEqual({ log: 'a', version: 1, problems: [] });
    reader.close();
  });

  it('takes nothing for written while the server is away: no count, no part', async () => {
    const { direct, proxy, store } = await openThroughProxy();
    const pages = [1, 2].map((minute) => ({ ...countPage, minute }));
    await proxy.close();
    await expect(store.counts.put(pages)).rejects.toThrow(StoreUnavailableError);
    await expect(store.putParts([toPart('one', sha256), toPart('two', sha256)])).rejects.toThrow(
      StoreUnavailableError,
    );
    await expect(
      store.counts.replaceRollup({ level: 'hour', environment: 'dev', at: 1 }, [{ flag: 'x', series: [] }]),
    ).rejects.toThrow(StoreUnavailableError);
    const there = await openAt(direct);
    await there.counts.put(pages);
    expect(await there.counts.pages('dev', 2)).toEqual([pages[1]]);
  });

  it('says within two seconds that a server does not answer which swallows everything', async () => {
    const { proxy, store } = await openThroughProxy();
    await store.heads();
    proxy.mode = 'hole';
    for (const ask of [
      () => store.heads(),
      () => store.read('a', 0, 10),
      () => store.lease('job', 'me', 1, 1),
    ]) {
      const started = performance.now();
      await expect(ask()).rejects.toThrow(StoreUnavailableError);
      expect(performance.now() - started).toBeLessThan(2_400);
    }
    proxy.mode = 'through';
    await vi.waitFor(async () => expect(await store.heads()).toEqual([]), { timeout: 10_000, interval: 100 });
  });

  it('names the address where nobody answers, and never the password', async () => {
    const started = performance.now();
    const refusal = await openStore({ url: 'mongodb://ann:secret@127.0.0.1:9/hoist' }).catch(String);
    expect(refusal).toContain('MongoDB at 127.0.0.1:9 does not answer');
    expect(refusal).not.toContain('secret');
    expect(performance.now() - started).toBeLessThan(3_000);
    await expect(openStore({ url: 'mongodb://127.0.0.1:9/hoist?nonsense=1' })).rejects.toThrow(
      'HOIST_STORE_URL',
    );
  });

  it('refuses a database that a newer Hoist has changed, and changes nothing', async () => {
    const { url, remove } = await server!.fresh();
    onTestFinished(remove);
    const connection = await openMongoConnection(url);
    onTestFinished(() => connection.close());
    await migrateMongo(connection, [...mongoMigrations, { number: 99, indexes: {} }]);
    await expect(openStore({ url })).rejects.toThrow(StoreDamagedError);
    await expect(openStore({ url })).rejects.toThrow('Update Hoist');
  });

  it('is brought to the newest schema once, however many open it at once', async () => {
    const { url, remove } = await server!.fresh();
    onTestFinished(remove);
    const stores = await Promise.all(Array.from({ length: 5 }, () => openAt(url)));
    expect(await stores[0]!.heads()).toEqual([]);
  });

  it('examines at most twice as many documents as it returns, in every query', async () => {
    const { url, remove } = await server!.fresh();
    onTestFinished(remove);
    const store = await openAt(url);
    await fill(store);
    const watched = `${url}?monitorCommands=true`;
    const connection = await openMongoConnection(watched);
    onTestFinished(() => connection.close());
    const asked: Record<string, unknown>[] = [];
    for (const query of await queriesOf(watched)) asked.push(query);
    expect(asked.length).toBeGreaterThanOrEqual(12);
    for (const query of asked) {
      const plan = await connection.db.command({ explain: query, verbosity: 'executionStats' });
      const { totalDocsExamined: examined, nReturned: returned } = plan['executionStats'] as {
        totalDocsExamined: number;
        nReturned: number;
      };
      expect(examined, JSON.stringify(query)).toBeLessThanOrEqual(2 * returned + 1);
    }
  });
});

/** Killing needs a server of one's own. */
describe.runIf(server?.own)('the mongo store, when its server is killed', () => {
  it('loses nothing that was acknowledged, and commits nothing twice', async () => {
    const { url } = await server!.fresh();
    const store = await openAt(url);
    const reader = await openLog(store, 'a');
    onTestFinished(() => reader.close());
    const acknowledged: string[] = [];
    for (let round = 0; round < 3; round++) {
      const killing = sleep(120 + 90 * round).then(() => server!.own!.kill());
      for (let n = 0; ; n++) {
        const idempotencyKey = `act ${round}-${n}`;
        try {
          const part = { idempotencyKey, partKey: `p${n % 7}`, value: idempotencyKey };
          const { outcome } = await commitPart(store, reader, part);
          expect(outcome).toBe('committed');
          acknowledged.push(idempotencyKey);
        } catch {
          break;
        }
      }
      await killing;
      await server!.own!.restart();
      await vi.waitFor(() => reader.catchUp(), { timeout: 10_000, interval: 100 });
    }
    expect(acknowledged.length).toBeGreaterThan(3);
    for (const key of acknowledged) expect(await store.findByIdempotencyKey('a', key)).toBeDefined();
    const { version, problems } = await verifyLog(store, 'a');
    expect(problems).toEqual([]);
    expect(version).toBeGreaterThanOrEqual(acknowledged.length);
    const acts = (await store.read('a', 0, 10_000)).map(({ idempotencyKey }) => idempotencyKey);
    expect(new Set(acts).size).toBe(acts.length);
  }, 120_000);
});

async function fill(store: Store): Promise<void> {
  for (const log of ['a', 'b', 'c']) {
    const reader = await openLog(store, log);
    for (let n = 0; n < 12; n++)
      await commitPart(store, reader, { idempotencyKey: `${log} ${n}`, partKey: 'x', value: n });
    reader.close();
  }
  for (let n = 0; n < 30; n++) {
    await store.records.insert('user', { id: `u${n}`, email: `${n}@example.com` });
    await store.records.insert('session', { id: `s${n}`, token: `t${n}`, userId: `u${n % 5}` });
    const rows = [1, 2].map((flag) => ({
      flag: `f${flag}`,
      variant: null,
      reason: 'STATIC' as const,
      rule: null,
      source: 'single' as const,
      credential: '',
      app: '',
      appVersion: '',
      count: 1,
    }));
    const place = { environment: n % 2 ? 'dev' : 'prod', sender: `sender-${n}`, page: 0, sequence: 1 };
    await store.counts.put([{ ...place, minute: Math.floor(n / 3), rows }]);
    const key = { environment: place.environment, level: 'hour', at: n } as const;
    await store.counts.replaceRollup(key, [
      { flag: '', series: [] },
      { flag: 'f1', series: [] },
      { flag: 'f2', series: [] },
    ]);
  }
}

/** Every `find` that the port's reads send. */
async function queriesOf(url: string): Promise<Record<string, unknown>[]> {
  const { mongo } = await import('mongoose');
  const found: Record<string, unknown>[] = [];
  const emit = mongo.MongoClient.prototype.emit;
  const spy = vi.spyOn(mongo.MongoClient.prototype, 'emit').mockImplementation(function (
    this: unknown,
    ...input: unknown[]
  ) {
    const [name, event] = input as [string, { commandName?: string; command?: Record<string, unknown> }];
    if (name === 'commandStarted' && event.commandName === 'find' && event.command) {
      const { find, filter, sort, limit, skip, projection, singleBatch } = event.command;
      found.push(
        Object.fromEntries(
          Object.entries({ find, filter, sort, limit, skip, projection, singleBatch }).filter(
            ([, value]) => value !== undefined,
          ),
        ),
      );
    }
    return (emit as (...all: unknown[]) => boolean).apply(this, input);
  });
  const store = await openAt(url);
  const eq = (field: string, value: string) => [{ field, test: 'eq', value } as const];
  const { records, counts } = store;
  await store.heads();
  await store.read('b', 4, 5);
  await store.findByIdempotencyKey('b', 'b 3');
  await store.getParts([toPart(1, sha256).digest, toPart(2, sha256).digest]);
  await records.find('user', eq('id', 'u3'));
  await records.find('user', eq('email', '7@example.com'));
  await records.find('session', eq('token', 't7'));
  await records.find('session', eq('userId', 'u2'));
  await counts.marks(3);
  await counts.pages('dev', 3);
  await counts.oldMinutes(4, 10);
  const span = { level: 'hour', from: 4, to: 9 } as const;
  await counts.rollups({ ...span, flag: 'f1' });
  await counts.rollups({ ...span, flag: 'f1', environment: 'dev' });
  await counts.allRollups(span);
  await counts.allRollups({ ...span, environment: 'dev' });
  spy.mockRestore();
  return found.filter(({ find }) => find !== 'schema');
}
