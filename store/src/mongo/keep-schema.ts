import { StoreUnavailableError } from '../errors.ts';
import type { MongoConnection } from './connection.ts';
import { migrateMongo, requireMongoSchema } from './migrations.ts';

/** How often a process that may migrate checks that the schema is complete, in ms. */
const usualInterval = 60_000;

/** A schema that is kept complete while a process that may migrate is running. */
export interface KeptSchema {
  /**
   * Makes missing indexes again; rejects if this process may not migrate. Call it when an operation lacks an index.
   */
  restore(): Promise<void>;
  stop(): void;
}

/**
 * Resolves when a database has the latest schema. With `migrate` it applies the schema and restores whatever is lost
 * of it while the process runs; without, it only checks, and rejects with StoreUnavailableError until another process
 * has migrated.
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
