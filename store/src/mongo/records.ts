import { DuplicateRecordError } from '../errors.ts';
import type { Records, Row } from '../port.ts';
import { requireName } from '../record-names.ts';
import { uniqueFields } from '../unique-fields.ts';
import type { MongoConnection } from './connection.ts';
import { isTaken, lacksIndex } from './error.ts';
import { fieldOf, toFilter, toSort } from './where.ts';

interface RecordDocument {
  readonly collection: string;
  readonly id: string;
  readonly row: Row;
  /** Values that no other record may have: its name and its unique fields. */
  readonly keys: readonly string[];
}

/** The index that makes records unique. Writes name it as a hint, so that a server that has lost it refuses them. */
const byKeys = { hint: { keys: 1 } } as const;

/**
 * Makes the records of a MongoDB store: one collection for all, told apart by the name of their own; one index over
 * `keys` makes them unique. `restoreIndexes` is called when that index is missing, and rejects if it may not be made
 * again.
 */
export function createRecordCollection(
  { db, run }: MongoConnection,
  restoreIndexes: () => Promise<void>,
): Records {
  const records = db.collection<RecordDocument>('records');
  const writeUnique = <T>(collection: string, write: () => Promise<T>): Promise<T> =>
    orDuplicate(collection, async () => {
      try {
        return await write();
      } catch (error) {
        if (!lacksIndex(error)) throw error;
      }
      await restoreIndexes();
      return write();
    });
  return {
    insert: (collection, row) =>
      run(async () => {
        const id = requireId(collection, row);
        const keys = keysOf(collection, row);
        const document = { collection: requireName(collection), id, row, keys };
        const { matchedCount } = await writeUnique(collection, () =>
          records.updateOne({ keys: { $in: keys } }, { $setOnInsert: document }, { upsert: true, ...byKeys }),
        );
        if (matchedCount > 0) throw duplicate(collection);
      }),
    find: (collection, where, page = {}) =>
      run(async () => {
        const found = records
          .find(toFilter(collection, where))
          .sort(toSort(page))
          .skip(page.offset ?? 0);
        if (page.limit === 0) return [];
        return (await found.limit(page.limit ?? 0).toArray()).map(({ row }) => row);
      }),
    count: (collection, where) => run(() => records.countDocuments(toFilter(collection, where))),
    update: (collection, where, patch) =>
      run(async () => {
        if ('id' in patch)
          throw new TypeError('The id of a record never changes: leave it out of the patch.');
        const filter = toFilter(collection, where);
        const set = Object.fromEntries(Object.entries(patch).map(([name, value]) => [fieldOf(name), value]));
        const unique = (uniqueFields[collection] ?? []).flat();
        if (!Object.keys(patch).some((name) => unique.includes(name)))
          return (await records.updateMany(filter, { $set: set })).matchedCount;
        return writeUnique(collection, async () => {
          const found = await records.find(filter).toArray();
          for (const { row } of found) {
            const keys = keysOf(collection, { ...row, ...patch });
            await records.updateOne({ keys: ownKeyOf(collection, row) }, { $set: { ...set, keys } }, byKeys);
          }
          return found.length;
        });
      }),
    remove: (collection, where) =>
      run(async () => (await records.deleteMany(toFilter(collection, where))).deletedCount),
  };
}

function keysOf(collection: string, row: Row): string[] {
  const unique = (uniqueFields[collection] ?? []).flatMap((fields) => {
    const values = fields.map((field) => row[field] ?? null);
    return values.includes(null) ? [] : [JSON.stringify([collection, fields, values])];
  });
  return [ownKeyOf(collection, row), ...unique];
}

function ownKeyOf(collection: string, row: Row): string {
  return JSON.stringify([collection, 'id', row['id']]);
}

function requireId(collection: string, row: Row): string {
  const { id } = row;
  if (typeof id === 'string' && id !== '') return id;
  throw new TypeError(`A record of '${collection}' needs an id: a text that is not empty.`);
}

async function orDuplicate<T>(collection: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!isTaken(error)) throw error;
    throw duplicate(collection, error);
  }
}

function duplicate(collection: string, cause?: unknown): DuplicateRecordError {
  const message = `A record of '${collection}' has that value already. Choose another.`;
  return new DuplicateRecordError(message, { cause });
}
