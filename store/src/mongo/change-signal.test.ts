import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection, mongo } from 'mongoose';
import type { Connection } from 'mongoose';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { commitPart } from '../contract/commit-part.ts';
import { startWorker } from '../contract/worker.ts';
import { openLog } from '../log/open-log.ts';
import { openStore } from '../open-store.ts';
import { startMongoServer } from '../testing/mongo-server.ts';

const server = await startMongoServer();
afterAll(() => server?.stop());

/** A database with a store in it, and a connection past the store. */
async function makeStore() {
  const { url, remove } = await server!.fresh();
  onTestFinished(remove);
  const store = await openStore({ url });
  onTestFinished(() => store.close());
  const connection = await createConnection(url).asPromise();
  onTestFinished(() => connection.close());
  return { url, store, connection };
}

const ends: readonly ((connection: Connection) => Promise<unknown>)[] = [
  ({ db }) => db!.dropCollection('versions'),
  ({ db }) => db!.renameCollection('versions', 'elsewhere'),
  ({ db }) => db!.dropDatabase(),
];

/** Ends the stream of a process that watches; it answers all the while, and learns of the next commit in time. */
async function endStream(end: (connection: Connection) => Promise<unknown>): Promise<void> {
  const { url, store, connection } = await makeStore();
  const worker = startWorker(new URL('../testing/change-signal-worker.ts', import.meta.url), url);
  await worker.receive();
  const ask = () => {
    worker.send('how many?');
    return worker.receive<number>();
  };
  await expect.poll(ask, { timeout: 20_000, interval: 20 }).toBeGreaterThan(0);
  await end(connection);
  await sleep(500);
  const asked = performance.now();
  await ask();
  expect(performance.now() - asked).toBeLessThan(1_000);
  const reader = await openLog(store, 'a');
  onTestFinished(() => reader.close());
  const before = await ask();
  await commitPart(store, reader, { idempotencyKey: 'one', partKey: 'x', value: 1 });
  await expect.poll(ask, { timeout: 1_000, interval: 20 }).toBeGreaterThan(before);
}

describe.runIf(server)('news of a collection', () => {
  it('that is dropped, renamed or dropped with its database go on, and stop no process', async () => {
    await Promise.all(ends.map(endStream));
  });

  it('that is dropped again and again opens its stream ever less often', async () => {
    const { store, connection } = await makeStore();
    const watch = vi.spyOn(mongo.Collection.prototype, 'watch');
    onTestFinished(() => watch.mockRestore());
    store.watch(() => undefined);
    for (const end = performance.now() + 2_500; performance.now() < end; await sleep(10)) {
      await connection.db!.createCollection('versions');
      await connection.db!.dropCollection('versions');
    }
    // Every 125 to 250 ms if each opening that works counted as the end of all trouble.
    expect(watch.mock.calls.length).toBeGreaterThan(1);
    expect(watch.mock.calls.length).toBeLessThanOrEqual(6);
  });
});
