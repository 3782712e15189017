import { existsSync } from 'node:fs';
import { olderSchema } from '../older-schema.ts';
import type { Store } from '../port.ts';
import { openConnection } from './connection.ts';
import type { Connection } from './connection.ts';
import { createCountTable } from './counts.ts';
import { createLeaseTable } from './leases.ts';
import { migrate, requireSchema } from './migrate.ts';
import { allMigrations } from './migrations/all-migrations.ts';
import { ChangeSignal } from './change-signal.ts';
import { createPartTable } from './parts.ts';
import { createRecordTable } from './records.ts';
import { createVersionTable } from './versions.ts';

interface Opening {
  /** How long to wait for a lock, in ms. */
  readonly timeout: number;
  /** If false, only a file that has the latest schema is opened. */
  readonly migrate: boolean;
}

/** Opens a file as a store, and brings it to the latest schema if that is allowed. */
export async function openSqlite(path: string, opening: Opening): Promise<Store> {
  if (!opening.migrate && !existsSync(path)) throw olderSchema(path, 0, allMigrations.length);
  const connection = await openConnection(path, opening.timeout);
  try {
    await (opening.migrate ? migrate : requireSchema)(connection, allMigrations);
    return await connection.run(() => createSqliteStore(connection));
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** Makes a store of an open file that has the latest schema. */
export function createSqliteStore(connection: Connection): Store {
  const version = String(
    connection.database.prepare('SELECT sqlite_version() AS version').get()?.['version'],
  );
  const signal = new ChangeSignal(connection);
  const telling: Connection = {
    ...connection,
    transact: async (work) => {
      const result = await connection.transact(work);
      signal.notify();
      return result;
    },
  };
  return {
    description: `sqlite ${version}`,
    ...createPartTable(connection),
    ...createVersionTable(telling),
    ...createLeaseTable(connection),
    records: createRecordTable(connection),
    counts: createCountTable(connection),
    watch: (listener) => signal.watch(listener),
    whyLost: () => connection.whyLost(),
    close: async () => {
      signal.close();
      connection.close();
    },
  };
}
