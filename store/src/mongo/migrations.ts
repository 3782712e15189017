import type { mongo } from 'mongoose';
import { StoreDamagedError } from '../errors.ts';
import { olderSchema } from '../older-schema.ts';
import type { MongoConnection } from './connection.ts';
import { addMarks } from './versions.ts';

/** A step of the schema: indexes that must exist. A released step is never changed; add another one. */
interface Migration {
  readonly number: number;
  readonly indexes: Readonly<Record<string, readonly mongo.IndexDescription[]>>;
  /** Completes documents that lack what the step added; called whenever the schema is checked. */
  readonly fill?: (connection: MongoConnection) => Promise<void>;
}

const unique = true;

/** All steps in order. Where possible, documents are unique by their `_id`; see `idOf`. */
export const mongoMigrations: readonly Migration[] = [
  {
    number: 1,
    indexes: {
      versions: [
        { key: { log: 1, version: -1 }, unique },
        { key: { log: 1, idempotencyKey: 1 }, unique },
      ],
      records: [
        { key: { keys: 1 }, unique },
        { key: { collection: 1, id: 1 } },
        { key: { collection: 1, 'row.email': 1 } },
        { key: { collection: 1, 'row.token': 1 } },
        { key: { collection: 1, 'row.userId': 1, id: 1 } },
        { key: { collection: 1, 'row.accountId': 1, 'row.providerId': 1 } },
        { key: { collection: 1, 'row.identifier': 1, id: 1 } },
      ],
    },
  },
  {
    number: 2,
    indexes: {
      count_pages: [
        { key: { minute: 1, environment: 1 } },
        { key: { environment: 1, minute: 1, sender: 1, page: 1 } },
      ],
      count_marks: [{ key: { minute: 1, environment: 1 } }, { key: { environment: 1, minute: 1 } }],
      count_rollups: [
        { key: { level: 1, flag: 1, at: 1, environment: 1 } },
        { key: { level: 1, environment: 1, flag: 1, at: 1 } },
        { key: { level: 1, total: 1, at: 1, environment: 1, flag: 1 } },
        { key: { level: 1, environment: 1, total: 1, at: 1, flag: 1 } },
      ],
    },
  },
  {
    number: 3,
    // The mark first, so that versions without any are found as well.
    indexes: { versions: [{ key: { marks: 1, log: 1, version: -1 } }] },
    fill: addMarks,
  },
];

interface SchemaDocument {
  readonly _id: string;
  readonly number: number;
}

/**
 * Brings a database to the latest schema and restores lost indexes, which a dropped collection takes along. Several
 * processes may do so at once. Rejects for a database that a newer Hoist has migrated.
 */
export async function migrateMongo(
  connection: MongoConnection,
  migrations: readonly Migration[] = mongoMigrations,
): Promise<void> {
  const { db, run } = connection;
  await run(async () => {
    const schema = db.collection<SchemaDocument>('schema');
    await schemaOf(connection, newestOf(migrations));
    for (const { number, indexes, fill } of migrations) {
      for (const [name, wanted] of Object.entries(indexes))
        await db.collection(name).createIndexes([...wanted]);
      await fill?.(connection);
      await schema.updateOne({ _id: 'schema' }, { $max: { number } }, { upsert: true });
    }
  });
}

/** Rejects with StoreUnavailableError if a database has an older schema or none; changes nothing. */
export async function requireMongoSchema(connection: MongoConnection): Promise<void> {
  const newest = newestOf(mongoMigrations);
  const present = await connection.run(() => schemaOf(connection, newest));
  if (present < newest) throw olderSchema(connection.place, present, newest);
}

/** Returns the number of the last step that was applied; rejects for a database that a newer Hoist has migrated. */
async function schemaOf({ db, place }: MongoConnection, newest: number): Promise<number> {
  const found = await db.collection<SchemaDocument>('schema').findOne({ _id: 'schema' });
  const present = found?.number ?? 0;
  if (present <= newest) return present;
  throw new StoreDamagedError(
    `The database at ${place} was changed by a newer Hoist (schema ${present}, this one knows ${newest}). Update Hoist.`,
  );
}

function newestOf(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.number ?? 0;
}
