/** What an adapter provides to the contract suite. */
export interface StoreFixture {
  /** Returns the URL of an empty place for a store. `remove` is called after all stores opened there were closed. */
  fresh(): Promise<{ readonly url: string; remove(): Promise<void> }>;
  /** Lists the names of everything stored at such a place, sorted: files, or collections and indexes. */
  contents(url: string): Promise<string[]>;
  /**
   * Makes another process hold the store's write lock; call the returned function to release it. Left out by stores
   * without such a lock.
   */
  holdLock?(url: string): Promise<() => Promise<void>>;
}
