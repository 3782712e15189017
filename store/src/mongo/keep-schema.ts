import { StoreUnavailableError } from '../errors.ts';
import type { MongoConnection } from './connection.ts';
import { migrateMongo, requireMongoSchema } from './migrations.ts';

/** How often a process that may migrate looks whether the schema is whole, in ms. */
const usualInterval = 60_000;

/** A schema that is whole, as long as somebody who may make it looks after it. */
export interface KeptSchema {
  /** To be called where an index is missing; rejects where this process may not make it. */
  restore(): Promise<void>;
  stop(): void;
}

/**
 * Resolves when the schema of a database is the newest one. With `migrate` it makes it so, and makes again whatever is lost
 * of it while the process runs; without, it only looks, and rejects with StoreUnavailableError until somebody else has.
 */
export async function keepSchema(
  connection: MongoConnection,
  { migrate, interval = usualInterval }: { readonly migrate: boolean; readonly interval?: number },
): Promise<KeptSchema> {
  if (!migrate) {
    await requireMongoSchema(connection);
    return { restore: () => Promise.reject(lostIndex(connection.place)), stop: () => undefined };
  }
  const restore = () => migrateMongo(connection);
  await restore();
  // A failure is retried at the next turn, or when an operation needs the schema.
  const timer = setInterval(() => void restore().catch(() => undefined), interval).unref();
  return { restore, stop: () => clearInterval(timer) };
}

function lostIndex(place: string): StoreUnavailableError {
  return new StoreUnavailableError(
    `MongoDB at ${place} lacks an index that nothing can be written without, as after a restore. ` +
      'An admin makes it again within a minute: is one running?',
  );
}
