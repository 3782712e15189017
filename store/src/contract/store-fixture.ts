/** What an adapter gives the contract suite. */
export interface StoreFixture {
  /** An empty place for a store, for `openStore`. `remove` is called when all its stores are closed. */
  fresh(): Promise<{ readonly url: string; remove(): Promise<void> }>;
  /** The names of all that is stored at such a place, sorted: its files, or its collections and indexes. */
  contents(url: string): Promise<string[]>;
  /** Has another process hold the lock that writing needs, until released; left out by stores without such a lock. */
  holdLock?(url: string): Promise<() => Promise<void>>;
}
