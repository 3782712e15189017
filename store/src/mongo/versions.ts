import { canonicalize } from '@hoist/core';
import type { VersionRecord } from '@hoist/core';
import { createYield } from '../yield-to-event-loop.ts';
import { parseRecord } from '../log/parse-record.ts';
import type { Head, Store } from '../port.ts';
import type { MongoConnection } from './connection.ts';
import { isTaken } from './error.ts';
import { idOf } from './id.ts';

type VersionCollection = Pick<Store, 'append' | 'read' | 'findByIdempotencyKey' | 'heads'>;

interface VersionDocument {
  /** Made of log and version, so that one insert for each version succeeds: the commit. */
  readonly _id: string;
  readonly log: string;
  readonly version: number;
  readonly epoch: number;
  readonly idempotencyKey: string;
  /** The record's canonical text. */
  readonly record: string;
}

/**
 * Makes the logs of a MongoDB store. The insert of a record begins before `append` returns, so that the caller's
 * checks still hold.
 */
export function createVersionCollection({ db, run, place }: MongoConnection): VersionCollection {
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
    read: (log, after, limit) =>
      run(async () => {
        const found = versions
          .find({ log, version: { $gt: after } })
          .sort({ version: 1 })
          .limit(limit);
        const records: VersionRecord[] = [];
        const yieldToEventLoop = createYield();
        for await (const document of found) {
          records.push(toRecord(document, place));
          await yieldToEventLoop();
        }
        return records;
      }),
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

function toRecord({ log, version, record }: VersionDocument, store: string): VersionRecord {
  return parseRecord(record, { log, version, store });
}
