import { resolve } from 'node:path';
import { openSqlite } from './sqlite/open-sqlite.ts';
import type { Store } from './port.ts';
import { ConfigError } from './process/config.ts';

export interface StoreOptions {
  /** `sqlite:./data/hoist.db` (a path is taken from the current folder), or `mongodb://host:27017/hoist`. */
  readonly url: string;
  /** How long to wait for a lock that another process holds, in ms; 5,000 if not given. */
  readonly timeout?: number;
  /**
   * False for who may neither make a store nor change its schema, as relays: until there is one of this version's schema,
   * opening rejects with StoreUnavailableError. True if not given.
   */
  readonly migrate?: boolean;
}

/**
 * Opens a store; unless `migrate` is false it is made where it is missing, and brought to the newest schema. Rejects with
 * StoreUnavailableError or StoreDamagedError, and with ConfigError for a URL that names no store.
 */
export async function openStore({ url, timeout = 5_000, migrate = true }: StoreOptions): Promise<Store> {
  if (/^mongodb(\+srv)?:/.test(url)) {
    // Loaded only where it is used: it takes 150 ms and 20 MB.
    const { openMongo } = await import('./mongo/open-mongo.ts');
    return openMongo(url, migrate);
  }
  const path = /^sqlite:(?:\/\/)?(?<path>[^:].*)$/.exec(url)?.groups?.['path'];
  if (!path) {
    throw new ConfigError([
      "HOIST_STORE_URL names no store: write a file's path, like sqlite:./data/hoist.db, or mongodb://host:27017/hoist.",
    ]);
  }
  return openSqlite(resolve(path), { timeout, migrate });
}
