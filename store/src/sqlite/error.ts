import { StoreDamagedError, StoreUnavailableError } from '../errors.ts';

/** The primary result codes of SQLite that Hoist handles. */
const code = {
  permission: 3,
  busy: 5,
  locked: 6,
  readOnly: 8,
  inputOutput: 10,
  corrupt: 11,
  full: 13,
  cannotOpen: 14,
  constraint: 19,
  notDatabase: 26,
} as const;

/** Returns the primary result code of an error of node:sqlite; undefined for any other error. */
function codeOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number')
    return undefined;
  return error.errcode & 0xff;
}

/** True if another connection holds a lock, so that the same call may succeed in a moment. */
export function isLocked(error: unknown): boolean {
  const found = codeOf(error);
  return found === code.busy || found === code.locked;
}

/** True if a unique index refused a row. */
export function isTaken(error: unknown): boolean {
  return codeOf(error) === code.constraint;
}

/**
 * Converts an error of node:sqlite to an error of the store, with the file and the next step; returns any other error
 * unchanged.
 */
export function toStoreError(error: unknown, path: string): unknown {
  if (error instanceof Error && 'code' in error && error.code === 'ERR_INVALID_STATE') {
    return new StoreUnavailableError(`The store '${path}' is closed.`, { cause: error });
  }
  const said = error instanceof Error ? error.message : String(error);
  switch (codeOf(error)) {
    case code.full:
      return unavailable(
        `The disk of '${path}' is full: nothing was saved. Free some space and try again.`,
        error,
      );
    case code.readOnly:
    case code.permission:
      return unavailable(
        `'${path}' is read-only: nothing was saved. Make the file and its folder writable.`,
        error,
      );
    case code.cannotOpen:
      return unavailable(`'${path}' cannot be opened. Check that its folder exists and is writable.`, error);
    case code.inputOutput:
      return unavailable(`'${path}' cannot be read or written (${said}). Check its disk.`, error);
    case code.corrupt:
      return damaged(`'${path}' is damaged (${said}). Stop Hoist and restore the file from a backup.`, error);
    case code.notDatabase:
      return damaged(
        `'${path}' is not a SQLite database. Name another file, or restore it from a backup.`,
        error,
      );
    default:
      return error;
  }
}

function unavailable(message: string, cause: unknown): StoreUnavailableError {
  return new StoreUnavailableError(message, { cause });
}

function damaged(message: string, cause: unknown): StoreDamagedError {
  return new StoreDamagedError(message, { cause });
}
