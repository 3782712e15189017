import { accessSync, closeSync, constants, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { backOff } from '../back-off.ts';
import { createYield } from '../yield-to-event-loop.ts';
import { StoreUnavailableError } from '../errors.ts';
import { queries } from './queries.ts';
import { isLocked, toStoreError } from './error.ts';

/**
 * A connection to an open file. SQLite itself never waits for a lock (busy timeout 0), because that would block the
 * event loop; the connection waits between attempts instead.
 */
export interface Connection {
  readonly path: string;
  readonly database: DatabaseSync;
  /**
   * Runs synchronous work. The first attempt is made before this returns; it is repeated while another connection
   * holds a lock, and rejects with StoreUnavailableError after `timeout`. Awaiting calls one after another yields to
   * the event loop between them.
   */
  run<T>(work: () => T): Promise<T>;
  /** Runs work in a read transaction, so that it sees one state of the file whatever others commit meanwhile. */
  read<T>(work: () => T): Promise<T>;
  /** Runs work in a write transaction: all of it becomes durable, or none. */
  transact<T>(work: () => T): Promise<T>;
  /** Explains why the path no longer names the open file; undefined while it does. */
  whyLost(): string | undefined;
  close(): void;
}

/** Settings of the connection, not of the file. Applying them reads the file and may therefore find a lock. */
const settings =
  'PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF; PRAGMA journal_size_limit = 67108864';

/**
 * Opens a file, and creates it and its folder if necessary, without any table. `timeout` is how long to wait for a
 * lock, in ms.
 */
export async function openConnection(path: string, timeout: number): Promise<Connection> {
  requireWritable(path);
  const database = open(path);
  const yieldToEventLoop = createYield();
  const opened = identify(path);
  const whyLost = () => (identify(path) === opened ? undefined : describeLost(path));
  const run = async <T>(work: () => T): Promise<T> => {
    const result = await runPatiently(() => unlessLost(whyLost(), work), { path, timeout, database });
    await yieldToEventLoop();
    return result;
  };
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
    read: (work) => run(() => inTransaction(database, 'DEFERRED', work)),
    transact: (work) => run(() => inTransaction(database, 'IMMEDIATE', work)),
    whyLost,
    close: () => {
      if (database.isOpen) database.close();
    },
  };
}

function requireWritable(path: string): void {
  const folder = dirname(path);
  try {
    mkdirSync(folder, { recursive: true, mode: ownersAlone.folder });
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

/**
 * Modes that give only the owner access to the file and to those that SQLite puts beside it, because they contain
 * sessions and password hashes.
 */
const ownersAlone = { file: 0o600, folder: 0o700 } as const;

function open(path: string): DatabaseSync {
  try {
    if (!existsSync(path)) closeSync(openSync(path, 'a', ownersAlone.file));
    return new DatabaseSync(path, { timeout: 0 });
  } catch (error) {
    throw toStoreError(error, path);
  }
}

/** Identifies the file that a path names; undefined if there is none. */
function identify(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found && `${found.dev}:${found.ino}`;
}

/**
 * Runs work unless the path no longer names the open file: what is written to that would be lost with this process.
 */
function unlessLost<T>(lost: string | undefined, work: () => T): T {
  if (lost === undefined) return work();
  throw new StoreUnavailableError(lost);
}

function describeLost(path: string): string {
  return (
    `'${path}' is not the file any more that was opened: it was replaced, moved or removed. ` +
    'Nothing was saved. Restart the admin to use the file that is there now; relays open it by themselves.'
  );
}

function inTransaction<T>(database: DatabaseSync, kind: 'DEFERRED' | 'IMMEDIATE', work: () => T): T {
  database.exec(`BEGIN ${kind}`);
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
  readonly timeout: number;
  readonly database: DatabaseSync;
}

async function runPatiently<T>(work: () => T, { path, timeout, database }: Patience): Promise<T> {
  const deadline = performance.now() + timeout;
  let before: unknown;
  for (let attempt = 0; ; attempt++) {
    try {
      return work();
    } catch (error) {
      if (!isLocked(error)) throw toStoreError(error, path);
      if (attempt === 0) before = lastCommit(database);
      if (performance.now() > deadline) {
        const inTurn = lastCommit(database) !== before;
        throw inTurn ? busyFor(path, timeout, error) : lockedFor(path, timeout, error);
      }
    }
    await setTimeout(backOff(attempt, { first: 1, most: 32 }));
    if (!database.isOpen) throw new StoreUnavailableError(`The store '${path}' is closed.`);
  }
}

/** Reads a number that changes with every commit of others; undefined while a lock prevents that. */
function lastCommit(database: DatabaseSync): unknown {
  try {
    return database.prepare(queries.dataVersion).get()?.['data_version'];
  } catch {
    return undefined;
  }
}

function busyFor(path: string, timeout: number, cause: unknown): StoreUnavailableError {
  return new StoreUnavailableError(
    `Others kept writing to '${path}', one after another, for ${timeout / 1_000} s: nothing was saved. Try again.`,
    { cause },
  );
}

function lockedFor(path: string, timeout: number, cause: unknown): StoreUnavailableError {
  return new StoreUnavailableError(
    `Another process has held the lock of '${path}' for more than ${timeout / 1_000} s: nothing was saved. ` +
      `Look for it with: fuser '${path}'`,
    { cause },
  );
}
