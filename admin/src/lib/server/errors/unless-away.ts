import { StoreUnavailableError } from '@hoist/store';

/** What a page can do without: `fallback` while the store does not answer, so that the rest of the page still shows. */
export async function unlessAway<Value>(read: () => Promise<Value>, fallback: Value): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof StoreUnavailableError) return fallback;
    throw error;
  }
}
