import { onTestFinished } from 'vitest';
import { openConnection } from '../sqlite/connection.ts';
import type { Connection } from '../sqlite/connection.ts';
import { migrate } from '../sqlite/migrate.ts';
import { allMigrations } from '../sqlite/migrations/all-migrations.ts';
import { tempFolder } from './test-store.ts';

/** Opens a connection to a new migrated SQLite file; both are removed after the test. */
export async function openTempConnection(): Promise<Connection> {
  const connection = await openConnection(`${await tempFolder()}/hoist.db`, 1_000);
  onTestFinished(() => connection.close());
  await migrate(connection, allMigrations);
  return connection;
}
