import { createConnection } from 'mongoose';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { startMongoServer } from '../testing/mongo-server.ts';
import { keepSchema } from './keep-schema.ts';
import { openMongoConnection } from './connection.ts';

const server = await startMongoServer();
afterAll(() => server?.stop());

describe.runIf(server)('keepSchema', () => {
  it('makes again what is dropped, with all indexes and the number of the schema', async () => {
    const { url, remove } = await server!.fresh();
    onTestFinished(remove);
    const connection = await openMongoConnection(url);
    onTestFinished(() => connection.close());
    const kept = await keepSchema(connection, { migrate: true, interval: 50 });
    onTestFinished(() => kept.stop());
    const outside = await createConnection(url).asPromise();
    onTestFinished(() => outside.close());
    const namesOf = async () => {
      const names: string[] = [];
      for (const collection of await outside.db!.collections())
        for (const { name } of await collection.indexes()) names.push(`${collection.collectionName} ${name}`);
      const schema = await outside.db!.collection('schema').findOne({});
      return [...names.toSorted(), schema?.['number']];
    };
    const before = await namesOf();
    expect(before.length).toBeGreaterThan(10);
    for (const name of ['versions', 'records', 'count_pages', 'count_marks', 'count_rollups', 'schema']) {
      await outside.db!.dropCollection(name);
      await expect.poll(namesOf, { timeout: 20_000, interval: 50 }).toEqual(before);
    }
  });
});
