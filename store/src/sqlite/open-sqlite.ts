import type { Store } from '../port.ts';
import { openConnection } from './connection.ts';
import type { Connection } from './connection.ts';
import { createCountTable } from './count-table.ts';
import { createLeaseTable } from './lease-table.ts';
import { migrate } from './migrate.ts';
import { allMigrations } from './migrations/all-migrations.ts';
import { News } from './news.ts';
import { createPartTable } from './part-table.ts';
import { createRecordTable } from './record-table.ts';
import { createVersionTable } from './version-table.ts';

/** Opens a file as a store and brings it to the newest schema. `patience`: how long to wait for a lock, in ms. */
export async function openSqlite(path: string, patience: number): Promise<Store> {
  const connection = await openConnection(path, patience);
  try {
    await migrate(connection, allMigrations);
    return await connection.run(() => createSqliteStore(connection));
  } catch (error) {
    connection.close();
    throw error;
  }
}

/** The port over a file that is open and has the newest schema. */
export function createSqliteStore(connection: Connection): Store {
  const version = String(
    connection.database.prepare('SELECT sqlite_version() AS version').get()?.['version'],
  );
  const news = new News(connection);
  const telling: Connection = {
    ...connection,
    transact: async (work) => {
      const result = await connection.transact(work);
      news.tell();
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
    watch: (listener) => news.watch(listener),
    close: async () => {
      news.close();
      connection.close();
    },
  };
}
