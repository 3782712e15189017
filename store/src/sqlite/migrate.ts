import type { DatabaseSync } from 'node:sqlite';
import { StoreDamagedError, StoreUnavailableError } from '../errors.ts';
import { olderSchema } from '../older-schema.ts';
import type { Connection } from './connection.ts';

/** One step of the schema. Numbers count up from 1 without gaps. */
export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

/** Tells our files from other programs' databases: 'Hois' in ASCII. */
const applicationId = 0x486f6973;

/**
 * Brings a file to the newest schema; several processes may race to do it. Throws StoreDamagedError, having changed
 * nothing, for a file of a newer Hoist or of another program.
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

/** Opens the file to several processes as `migrate` does, but only one that has the newest schema already. */
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

/** Write-ahead log: readers and the one writer never wait for each other. Kept by the file once it is set. */
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
