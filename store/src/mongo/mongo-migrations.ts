import type { mongo } from 'mongoose';
import { StoreDamagedError } from '../errors.ts';
import type { MongoConnection } from './mongo-connection.ts';

/** One step of the schema: indexes to be there. A released step is never altered: add the next one. */
interface Migration {
  readonly number: number;
  readonly indexes: Readonly<Record<string, readonly mongo.IndexDescription[]>>;
}

const unique = true;

/** Every step, in order. The unique index on (log, version) is what makes an insert a commit. */
export const mongoMigrations: readonly Migration[] = [
  {
    number: 1,
    indexes: {
      versions: [
        { key: { log: 1, version: -1 }, unique },
        { key: { log: 1, act: 1 }, unique },
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
      count_pages: [{ key: { minute: 1, environment: 1 } }, { key: { environment: 1, minute: 1 } }],
      count_marks: [{ key: { minute: 1, environment: 1 } }, { key: { environment: 1, minute: 1 } }],
      count_rollups: [
        { key: { level: 1, flag: 1, at: 1, environment: 1 } },
        { key: { level: 1, environment: 1, flag: 1, at: 1 } },
        { key: { level: 1, total: 1, at: 1, environment: 1, flag: 1 } },
        { key: { level: 1, environment: 1, total: 1, at: 1, flag: 1 } },
      ],
    },
  },
];

interface SchemaDocument {
  readonly _id: string;
  readonly number: number;
}

/** Brings a database to the newest schema; many may do so at once. Refuses one that a newer Hoist has changed. */
export async function migrateMongo(
  { db, place, run }: MongoConnection,
  migrations: readonly Migration[] = mongoMigrations,
): Promise<void> {
  await run(async () => {
    const schema = db.collection<SchemaDocument>('schema');
    const found = await schema.findOne({ _id: 'schema' });
    const present = found?.number ?? 0;
    const newest = migrations.at(-1)?.number ?? 0;
    if (present > newest) {
      throw new StoreDamagedError(
        `The database at ${place} was changed by a newer Hoist (schema ${present}, this one knows ${newest}). Update Hoist.`,
      );
    }
    for (const { number, indexes } of migrations.filter((one) => one.number > present)) {
      for (const [name, wanted] of Object.entries(indexes))
        await db.collection(name).createIndexes([...wanted]);
      await schema.updateOne({ _id: 'schema' }, { $max: { number } }, { upsert: true });
    }
  });
}
