import { accessSync, closeSync, constants, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { backOff } from '../back-off.ts';
import { StoreUnavailableError } from '../errors.ts';
import { isLocked, toStoreError } from './sqlite-error.ts';

/**
 * One file, opened. SQLite itself never waits for a lock (busy time-out 0), because its waiting would stop the event
 * loop: waiting is done here, between attempts.
 */
export interface Connection {
  readonly path: string;
  readonly database: DatabaseSync;
  /**
   * Runs synchronous work, the first time before this returns, and again while somebody else holds a lock. Rejects with
   * StoreUnavailableError once `patience` is over.
   */
  run<T>(work: () => T): Promise<T>;
  /** The same in one write transaction: all of the work is durable, or none of it. */
  transact<T>(work: () => T): Promise<T>;
  close(): void;
}

/** Of the connection, not of the file. Setting them reads the file, so even that may meet a lock. */
const settings =
  'PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF; PRAGMA journal_size_limit = 67108864';

/** Opens a file, making it and its folder if need be, and nothing in it yet. `patience`: how long to wait for a lock, in ms. */
export async function openConnection(path: string, patience: number): Promise<Connection> {
  requireWritable(path);
  const database = open(path);
  const run = <T>(work: () => T): Promise<T> => runPatiently(work, { path, patience, database });
  try {
    await run(() => database.exec(settings));
  } catch (error) {
    database.close();
    throw error;
  }
  return {
    path,
    database,
    run,
    transact: (work) => run(() => inTransaction(database, work)),
    close: () => {
      if (database.isOpen) database.close();
    },
  };
}

function requireWritable(path: string): void {
  const folder = dirname(path);
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    throw new StoreUnavailableError(
      `The folder '${folder}' is not writable. Make it writable for this user, or name another by HOIST_STORE_URL.`,
      { cause },
    );
  }
  try {
    if (existsSync(path)) accessSync(path, constants.W_OK);
  } catch (cause) {
    throw new StoreUnavailableError(`'${path}' is read-only. Make it writable for this user.`, { cause });
  }
}

/** Sessions and password hashes are in it: the file is its owner's alone, and so are those that SQLite puts beside it. */
const ownersAlone = 0o600;

function open(path: string): DatabaseSync {
  try {
    if (!existsSync(path)) closeSync(openSync(path, 'a', ownersAlone));
    return new DatabaseSync(path, { timeout: 0 });
  } catch (error) {
    throw toStoreError(error, path);
  }
}

function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

interface Patience {
  readonly path: string;
  readonly patience: number;
  readonly database: DatabaseSync;
}

async function runPatiently<T>(work: () => T, { path, patience, database }: Patience): Promise<T> {
  const deadline = performance.now() + patience;
  for (let attempt = 0; ; attempt++) {
    try {
      return work();
    } catch (error) {
      if (!isLocked(error)) throw toStoreError(error, path);
      if (performance.now() > deadline) throw lockedFor(path, patience, error);
    }
    await setTimeout(backOff(attempt, { first: 1, most: 32 }));
    if (!database.isOpen) throw new StoreUnavailableError(`The store '${path}' is closed.`);
  }
}

function lockedFor(path: string, patience: number, cause: unknown): StoreUnavailableError {
  return new StoreUnavailableError(
    `Another process holds the lock of '${path}' for more than ${patience / 1_000} s: nothing was saved. ` +
      `Look for it with: fuser '${path}'`,
    { cause },
  );
}
