import { resolve } from 'node:path';
import { openSqlite } from './sqlite/open-sqlite.ts';
import type { Store } from './port.ts';

export interface StoreOptions {
  /** `sqlite:./data/hoist.db`; a path is taken from the current folder. */
  readonly url: string;
  /** How long to wait for a lock that another process holds, in ms; 5,000 if not given. */
  readonly patience?: number;
}

/**
 * Opens a store, making its file and folder if need be and bringing it to the newest schema. Rejects with
 * StoreUnavailableError or StoreDamagedError, and with TypeError for a URL that names no store.
 */
export async function openStore({ url, patience = 5_000 }: StoreOptions): Promise<Store> {
  if (/^mongodb(\+srv)?:/.test(url)) {
    throw new TypeError('MongoDB is not built in yet. Set HOIST_STORE_URL to a file: sqlite:./data/hoist.db');
  }
  const path = /^sqlite:(?:\/\/)?(?<path>[^:].*)$/.exec(url)?.groups?.['path'];
  if (!path) {
    throw new TypeError("HOIST_STORE_URL names no store: write a file's path, like sqlite:./data/hoist.db");
  }
  return openSqlite(resolve(path), patience);
}
