import { openLog, openStore } from '@hoist/store';
import type { RulesetSource } from './source.ts';

const prefix = 'environment/';

/** The store itself as a source. Rejects while the store cannot be opened; nothing is retried here. */
export async function openStoreSource(url: string): Promise<RulesetSource> {
  const store = await openStore({ url });
  return {
    description: store.description,
    listEnvironments: async () =>
      (await store.heads())
        .filter(({ log }) => log.startsWith(prefix))
        .map(({ log }) => log.slice(prefix.length)),
    follow: (log, from) => openLog(store, log, from ? { from } : {}),
    watch: (listener) => store.watch(listener),
    close: () => store.close(),
  };
}
