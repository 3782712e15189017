import { canonicalize } from '@hoist/core';
import type { VersionRecord } from '@hoist/core';
import type { mongo } from 'mongoose';
import { createYield } from '../yield-to-event-loop.ts';
import { marksOf } from '../log/marks.ts';
import { parseRecord } from '../log/parse-record.ts';
import type { Head, Store } from '../port.ts';
import type { MongoConnection } from './connection.ts';
import { isTaken } from './error.ts';
import { idOf } from './id.ts';

type VersionCollection = Pick<Store, 'append' | 'read' | 'find' | 'findByIdempotencyKey' | 'heads'>;

interface VersionDocument {
  /** Made of log and version, so that one insert for each version succeeds: the commit. */
  readonly _id: string;
  readonly log: string;
  readonly version: number;
  readonly epoch: number;
  readonly idempotencyKey: string;
  /** The record's canonical text. */
  readonly record: string;
  /** What it is found by. What an older Hoist wrote has none until it is migrated. */
  readonly marks?: readonly string[];
}

/** A large change has many, and the record says the same. */
const withoutMarks = { projection: { marks: 0 } };

/**
 * Makes the logs of a MongoDB store. The insert of a record begins before `append` returns, so that the caller's
 * checks still hold.
 */
export function createVersionCollection(connection: MongoConnection): VersionCollection {
  const { db, run, place } = connection;
  const versions = db.collection<VersionDocument>('versions');
  const findByIdempotencyKey = async (log: string, idempotencyKey: string) => {
    const found = await versions.findOne({ log, idempotencyKey });
    return found ? toRecord(found, place) : undefined;
  };
  return {
    append(record) {
      const { log, version, epoch, idempotencyKey } = record;
      const text = canonicalize(record);
      const inserted = versions.insertOne({
        _id: idOf(log, version),
        log,
        version,
        epoch,
        idempotencyKey,
        record: text,
        marks: marksOf(record),
      });
      return run(async () => {
        try {
          await inserted;
          return 'committed';
        } catch (error) {
          if (!isTaken(error)) throw error;
          return (await findByIdempotencyKey(log, idempotencyKey))
            ? 'idempotency-key-taken'
            : 'version-taken';
        }
      });
    },
    ...createReads(connection),
    findByIdempotencyKey: (log, idempotencyKey) => run(() => findByIdempotencyKey(log, idempotencyKey)),
    // Hops from log to log by the index; grouping would read every version.
    heads: () =>
      run(async () => {
        const heads: Head[] = [];
        for (let last = ''; ;) {
          const head = await versions.findOne(
            { log: { $gt: last } },
            { sort: { log: 1, version: -1 }, projection: { _id: 0, log: 1, version: 1, epoch: 1 } },
          );
          if (!head) return heads;
          heads.push({ log: head.log, version: head.version, epoch: head.epoch });
          last = head.log;
        }
      }),
  };
}

/** Reads of many records, in slices. */
function createReads({ db, run, place }: MongoConnection): Pick<Store, 'read' | 'find'> {
  const versions = db.collection<VersionDocument>('versions');
  const find = (filter: mongo.Filter<VersionDocument>, direction: 1 | -1, limit: number) =>
    run(async () => {
      const found = versions.find(filter, withoutMarks).sort({ version: direction }).limit(limit);
      const records: VersionRecord[] = [];
      const yieldToEventLoop = createYield();
      for await (const document of found) {
        records.push(toRecord(document, place));
        await yieldToEventLoop();
      }
      return records;
    });
  return {
    read: (log, after, limit) => find({ log, version: { $gt: after } }, 1, limit),
    find: ({ log, marks, after = 0, before = Number.MAX_SAFE_INTEGER, order, limit }) =>
      find(
        {
          log,
          version: { $gt: after, $lt: before },
          ...(marks.length > 0 && { marks: { $all: [...marks] } }),
        },
        order === 'newest-first' ? -1 : 1,
        limit,
      ),
  };
}

function toRecord({ log, version, record }: VersionDocument, store: string): VersionRecord {
  return parseRecord(record, { log, version, store });
}

/** Matches what has no marks at all. */
const withoutAny = { marks: null } as unknown as mongo.Filter<VersionDocument>;

/** Gives the versions that an older Hoist wrote the marks by which they are found, also while it still runs beside this one. */
export async function addMarks({ db, place }: MongoConnection): Promise<void> {
  const versions = db.collection<VersionDocument>('versions');
  const yieldToEventLoop = createYield();
  for await (const document of versions.find(withoutAny)) {
    const marks = marksOf(toRecord(document, place));
    await versions.updateOne({ _id: document._id }, { $set: { marks }, $unset: { parts: 1 } });
    await yieldToEventLoop();
  }
}
