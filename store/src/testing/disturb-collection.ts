import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection } from 'mongoose';
import type { mongo } from 'mongoose';
import { takenPlaces } from '../mongo/error.ts';

/**
 * Disturbs a collection of MongoDB as restores and mistakes of operators do: drops and rewrites it, renames it and
 * renames it back, waiting `lasting` ms after each step. Documents stored meanwhile are kept.
 */
export async function disturbCollection(url: string, name: string, lasting: number): Promise<void> {
  const connection = await createConnection(url).asPromise();
  const db = connection.db!;
  const collection = db.collection(name);
  const kept = await collection.find().toArray();
  await db.dropCollection(name);
  await sleep(lasting);
  await putBack(collection, kept);
  await sleep(lasting);
  if (await db.listCollections({ name }).hasNext()) {
    const elsewhere = await db.renameCollection(name, `${name}_elsewhere`, { dropTarget: true });
    await sleep(lasting);
    await putBack(collection, await elsewhere.find().toArray());
    await elsewhere.drop();
    await sleep(lasting);
  }
  await connection.close();
}

async function putBack(collection: mongo.Collection, documents: mongo.BSON.Document[]): Promise<void> {
  if (documents.length === 0) return;
  try {
    await collection.insertMany(documents, { ordered: false });
  } catch (error) {
    if (!takenPlaces(error)) throw error;
  }
}
