import { randomUUID } from 'node:crypto';
import { countPageSchema } from '@hoist/core';
import type { CountPage, Json } from '@hoist/core';
import type { mongo } from 'mongoose';
import type { CountMark, Counts, CountSlice, Rollup, RollupKey } from '../port.ts';
import type { MongoConnection } from './connection.ts';
import { takenPlaces } from './error.ts';
import { idOf } from './id.ts';

interface PageDocument extends Omit<CountPage, 'rows'> {
  readonly _id: string;
  readonly rows: string;
}
type MarkDocument = CountMark & { readonly _id: string };
interface RollupDocument extends RollupKey {
  readonly _id: string;
  readonly flag: string;
  readonly series: string;
}
type Write<Document extends mongo.BSON.Document> = mongo.AnyBulkWriteOperation<Document>;

const rowsAtOnce = 500;

/**
 * Makes the counts of a MongoDB store: one document for each page of a sender's minute, replaced only by a higher
 * sequence.
 */
export function createCountCollections({ db, run }: MongoConnection): Counts {
  const pages = db.collection<PageDocument>('count_pages');
  const marks = db.collection<MarkDocument>('count_marks');
  const rollups = db.collection<RollupDocument>('count_rollups');
  return {
    put: (given) =>
      run(async () => {
        if (given.length === 0) return;
        await write(pages, given.map(toPageWrite));
        await write(marks, given.map(toMarkWrite));
      }),
    marks: (limit) =>
      run(async () => {
        const found = await marks.find({}).sort({ minute: 1, environment: 1 }).limit(limit).toArray();
        return found.map(({ environment, minute, stamp }) => ({ environment, minute, stamp }));
      }),
    unmark: (given) =>
      run(async () => {
        if (given.length === 0) return;
        await marks.bulkWrite(
          given.map((mark) => ({
            deleteOne: { filter: { _id: idOf(mark.environment, mark.minute), stamp: mark.stamp } },
          })),
          { ordered: false },
        );
      }),
    pages: (environment, minute, slice) => run(() => readPages(pages, { environment, minute }, slice)),
    oldMinutes: (before, limit) => run(() => hopMinutes(pages, before, limit)),
    replaceRollup: (key, rows) => run(() => replaceRollup(rollups, key, rows)),
    rollups: ({ level, from, to, environment, flag }) =>
      run(async () => {
        const here = environment === undefined ? {} : { environment };
        const found = rollups.find({ level, flag, at: { $gte: from, $lt: to }, ...here });
        return (await found.sort({ at: 1, environment: 1 }).toArray()).map(toRollup);
      }),
    allRollups: ({ level, from, to, environment }) =>
      run(async () => {
        const here = environment === undefined ? {} : { environment };
        const found = rollups.find({ level, at: { $gte: from, $lt: to }, total: false, ...here });
        return (await found.sort({ at: 1, environment: 1, flag: 1 }).toArray()).map(toRollup);
      }),
    forget: (environment, minute) =>
      run(async () => {
        const here = { environment };
        await pages.deleteMany({ ...here, minute: { $lt: minute } });
        await marks.deleteMany({ ...here, minute: { $lt: minute } });
        await rollups.deleteMany({ level: 'minute', ...here, at: { $lt: minute } });
      }),
    forgetRollups: (level, before, limit) =>
      run(async () => {
        const old = { level, total: { $in: [true, false] }, at: { $lt: before } };
        const found = await rollups
          .find(old, { projection: { _id: 1 } })
          .limit(limit)
          .toArray();
        const ids = found.map(({ _id }) => _id);
        return ids.length === 0 ? 0 : (await rollups.deleteMany({ _id: { $in: ids } })).deletedCount;
      }),
  };
}

/** Upserts documents. If two processes insert one document at once, the second tries again on what is there now. */
async function write<Document extends mongo.BSON.Document>(
  collection: mongo.Collection<Document>,
  writes: readonly Write<Document>[],
): Promise<void> {
  const refused = await tryWrites(collection, writes);
  // What is refused again is refused by what is there for good: the same or a higher sequence.
  if (refused.length > 0) await tryWrites(collection, refused);
}

/** Writes documents and returns those that a unique index refused. */
async function tryWrites<Document extends mongo.BSON.Document>(
  collection: mongo.Collection<Document>,
  writes: readonly Write<Document>[],
): Promise<Write<Document>[]> {
  try {
    await collection.bulkWrite([...writes], { ordered: false });
    return [];
  } catch (error) {
    const taken = takenPlaces(error);
    if (!taken) throw error;
    return taken.flatMap((place) => writes[place] ?? []);
  }
}

/**
 * Makes the upsert of a page. A stored page with the same or a higher sequence does not match and prevents an insert,
 * so it stays.
 */
function toPageWrite({ environment, minute, sender, page, sequence, rows }: CountPage): Write<PageDocument> {
  const set = { environment, minute, sender, page, sequence, rows: JSON.stringify(rows) };
  const filter = { _id: idOf(environment, minute, sender, page), sequence: { $lt: sequence } };
  return { updateOne: { filter, update: { $set: set }, upsert: true } };
}

function toMarkWrite({ environment, minute }: CountPage): Write<MarkDocument> {
  const set = { environment, minute, stamp: randomUUID() };
  return { updateOne: { filter: { _id: idOf(environment, minute) }, update: { $set: set }, upsert: true } };
}

async function replaceRollup(
  rollups: mongo.Collection<RollupDocument>,
  { level, environment, at }: RollupKey,
  rows: readonly { readonly flag: string; readonly series: Json }[],
): Promise<void> {
  const here = { level, environment, at };
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    const some = rows.slice(from, from + rowsAtOnce).map(({ flag, series }): Write<RollupDocument> => {
      const set = { level, environment, at, flag, total: flag === '', series: JSON.stringify(series) };
      return {
        updateOne: {
          filter: { _id: idOf(level, environment, at, flag) },
          update: { $set: set },
          upsert: true,
        },
      };
    });
    await write(rollups, some);
  }
  await rollups.deleteMany({ ...here, flag: { $nin: rows.map(({ flag }) => flag) } });
}

async function readPages(
  pages: mongo.Collection<PageDocument>,
  place: Omit<CountMark, 'stamp'>,
  { after, limit = 0 }: Partial<CountSlice> = {},
): Promise<CountPage[]> {
  const behind = after && {
    $or: [{ sender: { $gt: after.sender } }, { sender: after.sender, page: { $gt: after.page } }],
  };
  const found = pages.find({ ...place, ...behind }).sort({ sender: 1, page: 1 });
  return (await found.limit(limit).toArray()).map(({ _id, rows, ...page }) =>
    countPageSchema.parse({ ...page, rows: JSON.parse(rows) }),
  );
}

/** Finds each minute by the index; grouping would read every page. */
async function hopMinutes(
  pages: mongo.Collection<PageDocument>,
  before: number,
  limit: number,
): Promise<{ environment: string; minute: number }[]> {
  const found: { environment: string; minute: number }[] = [];
  let last = { environment: '', minute: -1 };
  while (found.length < limit) {
    const options = { projection: { _id: 0, environment: 1, minute: 1 } } as const;
    const here = { minute: last.minute, environment: { $gt: last.environment } };
    const next =
      (await pages.findOne(here, { ...options, sort: { environment: 1 } })) ??
      (await pages.findOne(
        { minute: { $gt: last.minute, $lt: before } },
        { ...options, sort: { minute: 1, environment: 1 } },
      ));
    if (!next) return found;
    last = { environment: next.environment, minute: next.minute };
    found.push(last);
  }
  return found;
}

function toRollup({ level, environment, at, flag, series }: RollupDocument): Rollup {
  return { environment, level, at, flag, series: JSON.parse(series) as Json };
}
