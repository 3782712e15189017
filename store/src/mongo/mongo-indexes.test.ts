import { createConnection } from 'mongoose';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { commitPart } from '../contract/commit-part.ts';
import { DuplicateRecordError, StoreUnavailableError } from '../errors.ts';
import { openLog } from '../log/open-log.ts';
import { verifyLog } from '../log/verify-log.ts';
import { openStore } from '../open-store.ts';
import { startMongoServer } from '../testing/mongo-server.ts';

const server = await startMongoServer();
afterAll(() => server?.stop());

/** A store that was made and then lost its indexes, as a collection does that is dropped and written again. */
async function loseIndexes(...collections: readonly string[]) {
  const { url, remove } = await server!.fresh();
  onTestFinished(remove);
  const open = async (migrate = true) => {
    const store = await openStore({ url, migrate });
    onTestFinished(() => store.close());
    return store;
  };
  const store = await open();
  const connection = await createConnection(url).asPromise();
  onTestFinished(() => connection.close());
  for (const name of collections) {
    await connection.db!.dropCollection(name);
    await connection.db!.createCollection(name);
  }
  const indexesOf = async (name: string) => (await connection.db!.collection(name).indexes()).length;
  return { store, open, indexesOf, versions: connection.db!.collection('versions') };
}

describe.runIf(server)('a MongoDB without its indexes', () => {
  it('still commits a version once, and an idempotency key once, whoever races for them', async () => {
    const { store, open } = await loseIndexes('versions');
    const stores = [store, await open(false), await open(false)];
    const readers = await Promise.all(stores.map((each) => openLog(each, 'a')));
    onTestFinished(() => readers.forEach((reader) => reader.close()));
    const tasks = Array.from({ length: 60 }, (_, n) => {
      const [each, reader] = [stores[n % 3]!, readers[n % 3]!];
      return commitPart(each, reader, {
        idempotencyKey: `act ${Math.floor(n / 3)}`,
        partKey: `part/${n}`,
        value: n,
      });
    });
    const outcomes = (await Promise.all(tasks)).map(({ outcome }) => outcome);
    expect(await verifyLog(store, 'a')).toEqual({ log: 'a', version: 20, problems: [] });
    expect(outcomes.filter((outcome) => outcome === 'committed')).toHaveLength(20);
    expect(outcomes.filter((outcome) => outcome === 'repeated')).toHaveLength(40);
  });

  it('keeps no second record of what is unique: an admin makes the index again, others wait for that', async () => {
    const { store, open, indexesOf } = await loseIndexes('records');
    const relay = await open(false);
    await expect(relay.records.insert('relays', { id: 'one' })).rejects.toThrow(StoreUnavailableError);
    await expect(relay.records.insert('relays', { id: 'one' })).rejects.toThrow(/lacks an index .* admin/);
    const people = Array.from({ length: 5 }, (_, n) =>
      store.records.insert('user', { id: `user ${n}`, email: 'ann@example.com' }),
    );
    const refused = (await Promise.allSettled(people)).filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(4);
    for (const { reason } of refused as PromiseRejectedResult[])
      expect(reason).toBeInstanceOf(DuplicateRecordError);
    expect(await indexesOf('records')).toBeGreaterThan(5);
    await relay.records.insert('relays', { id: 'one' });
  });

  it('finds versions of older builds by their marks once it is migrated, also those committed beside it', async () => {
    const { store, open, versions } = await loseIndexes();
    const reader = await openLog(store, 'a');
    onTestFinished(() => reader.close());
    for (const value of [1, 2, 3])
      await commitPart(store, reader, { idempotencyKey: `act ${value}`, partKey: 'part/x', value });
    await versions.updateMany({}, { $unset: { marks: 1 } });
    const query = { log: 'a', marks: ['part/x'], order: 'newest-first', limit: 9 } as const;
    expect(await store.find(query)).toEqual([]);
    const migrated = await open();
    expect((await migrated.find(query)).map(({ version }) => version)).toEqual([3, 2, 1]);
  });
});
