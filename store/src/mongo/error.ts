import { mongo } from 'mongoose';
import { StoreUnavailableError } from '../errors.ts';

const badValue = 2;
const duplicate = 11_000;
const unauthorized = 13;
const authenticationFailed = new Set([18, 8000]);

/** True if a unique index refused a document. */
export function isTaken(error: unknown): boolean {
  return error instanceof mongo.MongoServerError && error.code === duplicate;
}

/** True if an operation named an index that the collection does not have. */
export function lacksIndex(error: unknown): boolean {
  return error instanceof mongo.MongoServerError && error.code === badValue && /\bhint\b/.test(error.message);
}

/**
 * Returns the places of the documents that unique indexes refused in a bulk write; undefined if anything else failed.
 */
export function takenPlaces(error: unknown): number[] | undefined {
  if (!(error instanceof mongo.MongoBulkWriteError)) return undefined;
  if (error.result.getWriteConcernError()) return undefined;
  const failures = Array.isArray(error.writeErrors) ? error.writeErrors : [error.writeErrors];
  // A server that did not answer refused nothing, and stored nothing either.
  if (failures.length === 0 || failures.some(({ code }) => code !== duplicate)) return undefined;
  return failures.map(({ index }) => index);
}

/** True for socket errors of Node, some of which the driver passes on unchanged. */
function isOfSocket(error: Error): boolean {
  return 'code' in error && /^(E[A-Z]+|ERR_(SOCKET|STREAM)_[A-Z_]+)$/.test(String(error.code));
}

/**
 * Converts an error of the driver to an error of the store, in one sentence with the next step. The driver's message
 * is left out where it may contain a password.
 */
export function toStoreError(error: unknown, place: string): unknown {
  if (!(error instanceof Error)) return error;
  const cause = { cause: error };
  if ('syscall' in error && String(error.syscall).startsWith('query')) {
    const message = `No DNS record names the MongoDB servers of ${place}. Correct the host in HOIST_STORE_URL.`;
    return new StoreUnavailableError(message, cause);
  }
  if (!error.name.startsWith('Mongo') && !isOfSocket(error)) return error;
  const code = 'code' in error ? error.code : undefined;
  if (authenticationFailed.has(Number(code)))
    return new StoreUnavailableError(
      `MongoDB at ${place} refuses the user or the password. Correct them in HOIST_STORE_URL; ` +
        'a user made in another database is named by ?authSource=.',
      cause,
    );
  if (code === unauthorized) {
    const message = `The MongoDB user may not do this at ${place}. Give it the role readWrite on the database.`;
    return new StoreUnavailableError(message, cause);
  }
  if (error instanceof mongo.MongoServerError && !error.hasErrorLabel('RetryableWriteError')) {
    const message = `MongoDB at ${place} refused: ${error.codeName ?? error.code ?? 'no reason given'}. See its log.`;
    return new StoreUnavailableError(message, cause);
  }
  return new StoreUnavailableError(
    `MongoDB at ${place} does not answer. Is it running, and is HOIST_STORE_URL right?`,
    cause,
  );
}
