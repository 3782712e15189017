import type { DatabaseSync } from 'node:sqlite';
import { StoreDamagedError, StoreUnavailableError } from '../errors.ts';
import { olderSchema } from '../older-schema.ts';
import type { Connection } from './connection.ts';

/** A step of the schema. Numbers start at 1 and have no gaps. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

/** The application id of Hoist's files ('Hois' in ASCII), which databases of other programs do not have. */
const applicationId = 0x486f6973;

/**
 * Brings a file to the latest schema; several processes may do so at once. Rejects with StoreDamagedError for a file
 * of a newer Hoist or of another program, and then changes nothing.
 */
export async function migrate(connection: Connection, migrations: readonly Migration[]): Promise<void> {
  const { database, path } = connection;
  const current = await connection.read(() => schemaOf(database, path, migrations));
  await connection.run(() => shareFile(database, path));
  if (current === migrations.length) return;
  await connection.transact(() => {
    const from = schemaOf(database, path, migrations);
    if (from === 0) database.exec(start);
    for (const { number, name, sql } of migrations.slice(from)) {
      database.exec(sql);
      database.prepare('INSERT INTO migrations (number, name) VALUES (?, ?)').run(number, name);
    }
  });
}

/** Prepares a file for several processes as `migrate` does; rejects if it does not have the latest schema. */
export async function requireSchema(connection: Connection, migrations: readonly Migration[]): Promise<void> {
  const { database, path } = connection;
  const current = await connection.read(() => schemaOf(database, path, migrations));
  if (current < migrations.length) throw olderSchema(path, current, migrations.length);
  await connection.run(() => shareFile(database, path));
}

const start = `
  PRAGMA application_id = ${applicationId};
  CREATE TABLE migrations (number INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
`;

/**
 * Turns on the write-ahead log, so that readers and the writer never wait for each other. The file keeps this
 * setting.
 */
function shareFile(database: DatabaseSync, path: string): void {
  const mode = database.prepare('PRAGMA journal_mode = WAL').get()?.['journal_mode'];
  if (mode === 'wal') return;
  throw new StoreUnavailableError(
    `The disk of '${path}' cannot share a file between processes (no WAL). Use a local disk, not a network share.`,
  );
}

function schemaOf(database: DatabaseSync, path: string, migrations: readonly Migration[]): number {
  const owner = database.prepare('PRAGMA application_id').get()?.['application_id'];
  if (owner !== applicationId) {
    if (owner === 0 && database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() === undefined) return 0;
    throw new StoreDamagedError(
      `'${path}' is another program's database. Name another file by HOIST_STORE_URL; nothing was changed.`,
    );
  }
  const schema = Number(
    database.prepare('SELECT max(number) AS number FROM migrations').get()?.['number'] ?? 0,
  );
  if (schema > migrations.length) {
    throw new StoreDamagedError(
      `'${path}' was written by a newer Hoist (schema ${schema}; this one knows ${migrations.length}). ` +
        'Start that version or a newer one; nothing was changed.',
    );
  }
  return schema;
}
