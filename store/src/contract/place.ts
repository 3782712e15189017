import { onTestFinished } from 'vitest';
import { openLog } from '../log/open-log.ts';
import type { LogReader } from '../log/log-reader.ts';
import { openStore } from '../open-store.ts';
import type { StoreOptions } from '../open-store.ts';
import type { Store } from '../port.ts';
import type { StoreFixture } from './store-fixture.ts';

/** An empty place for the stores of one test. Everything opened through it is closed and removed after the test. */
export interface Place {
  readonly url: string;
  open(options?: Omit<StoreOptions, 'url'>): Promise<Store>;
  follow(store: Store, log: string): Promise<LogReader>;
}

/** Makes an empty place for the stores of the current test. */
export async function makePlace(fixture: StoreFixture): Promise<Place> {
  const { url, remove } = await fixture.fresh();
  const closing: (() => Promise<void> | void)[] = [remove];
  onTestFinished(async () => {
    for (const close of closing.reverse()) await close();
  });
  return {
    url,
    open: async (options) => {
      const store = await openStore({ url, ...options });
      closing.push(() => store.close());
      return store;
    },
    follow: async (store, log) => {
      const reader = await openLog(store, log);
      closing.push(() => reader.close());
      return reader;
    },
  };
}
