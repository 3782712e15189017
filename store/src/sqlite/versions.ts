import { canonicalize } from '@hoist/core';
import type { VersionRecord } from '@hoist/core';
import type { SQLOutputValue } from 'node:sqlite';
import { createYield } from '../yield-to-event-loop.ts';
import { parseRecord } from '../log/parse-record.ts';
import type { Store } from '../port.ts';
import type { Connection } from './connection.ts';
import { createFind } from './find-versions.ts';
import { queries } from './queries.ts';
import { isTaken } from './error.ts';

type VersionTable = Pick<Store, 'append' | 'read' | 'find' | 'findByIdempotencyKey' | 'heads'>;

/**
 * Makes the logs of a SQLite store. The first attempt to insert a record is made before `append` returns, so that the
 * caller's checks still hold.
 */
export function createVersionTable(connection: Connection): VersionTable {
  const { database, path } = connection;
  const insert = database.prepare(queries.append);
  const hasIdempotencyKey = database.prepare(queries.hasIdempotencyKey);
  const read = database.prepare(queries.read);
  const find = createFind(connection);
  const toRecords = async (rows: readonly Record<string, SQLOutputValue>[], log: string) => {
    const records: VersionRecord[] = [];
    const yieldToEventLoop = createYield();
    for (const row of rows) {
      records.push(toRecord(row, log, path));
      await yieldToEventLoop();
    }
    return records;
  };
  const findByIdempotencyKey = database.prepare(queries.findByIdempotencyKey);
  const heads = database.prepare(queries.heads);
  return {
    async append(record) {
      const text = canonicalize(record);
      const { log, version, epoch, idempotencyKey } = record;
      return connection.transact(() => {
        if (hasIdempotencyKey.get(log, idempotencyKey)) return 'idempotency-key-taken';
        try {
          insert.run(log, version, epoch, idempotencyKey, text);
          return 'committed';
        } catch (error) {
          if (isTaken(error)) return 'version-taken';
          throw error;
        }
      });
    },
    async read(log, after, limit) {
      return toRecords(await connection.run(() => read.all(log, after, limit)), log);
    },
    find: async (query) => toRecords(await find(query), query.log),
    async findByIdempotencyKey(log, idempotencyKey) {
      const row = await connection.run(() => findByIdempotencyKey.get(log, idempotencyKey));
      return row && toRecord(row, log, path);
    },
    async heads() {
      const rows = await connection.run(() => heads.all());
      return rows.map(({ log, version, epoch }) => ({
        log: String(log),
        version: Number(version),
        epoch: Number(epoch),
      }));
    },
  };
}

function toRecord(row: Record<string, SQLOutputValue>, log: string, store: string): VersionRecord {
  return parseRecord(String(row['record']), { log, version: row['version'], store });
}
