import { StoreUnavailableError } from '@hoist/store';

/**
 * Reads what a page can do without: resolves with `fallback` while the store is unavailable, so that the rest of the
 * page still shows.
 */
export async function unlessAway<Value>(read: () => Promise<Value>, fallback: Value): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof StoreUnavailableError) return fallback;
    throw error;
  }
}
