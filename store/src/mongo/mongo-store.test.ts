import { createConnection } from 'mongoose';
import { afterAll, describe, expect, it } from 'vitest';
import { describeStore } from '../contract/index.ts';
import { openStore } from '../open-store.ts';
import { startMongoServer } from '../testing/mongo-server.ts';

const server = await startMongoServer();
afterAll(() => server?.stop());

/** Collections and their indexes. */
async function namesIn(url: string): Promise<string[]> {
  const connection = await createConnection(url).asPromise();
  const names: string[] = [];
  for (const { collectionName } of (await connection.db?.collections()) ?? [])
    for (const { name } of await connection.db!.collection(collectionName).indexes())
      names.push(`${collectionName} ${name}`);
  await connection.close();
  return names.toSorted();
}

if (server) {
  describeStore('mongo', { fresh: () => server.fresh(), contents: namesIn });
  describe('the server under test', () => {
    it('says who it is', async () => {
      const { url, remove } = await server.fresh();
      const store = await openStore({ url });
      console.log(`MongoDB adapter tried on: ${store.description}${server.own ? ' (SecantusDB)' : ''}`);
      expect(store.description).toMatch(/^mongodb \d/);
      await store.close();
      await remove();
    });
  });
} else {
  describe('the mongo store', () => {
    it('was NOT tried: no server here. Name one by MONGODB_URL, or install python3-venv', () => {
      console.log('MongoDB adapter: NOT tried, no server here.');
      expect(process.env['CI'], 'CI must try MongoDB').not.toBe('true');
    });
  });
}
