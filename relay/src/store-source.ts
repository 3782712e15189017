import { openLog, openStore, refreshLogs } from '@hoist/store';
import type { RulesetSource } from './source.ts';

const prefix = 'environment/';

/** The store itself as a source. Rejects while there is no store, or it cannot be opened; nothing is retried or made here. */
export async function openStoreSource(url: string): Promise<RulesetSource> {
  const store = await openStore({ url, migrate: false });
  return {
    description: store.description,
    listEnvironments: async () =>
      (await store.heads())
        .filter(({ log }) => log.startsWith(prefix))
        .map(({ log }) => log.slice(prefix.length)),
    follow: (log, from) => openLog(store, log, from ? { from } : {}),
    refresh: () => refreshLogs(store),
    putCounts: (pages) => store.counts.put(pages),
    report: async (row) => {
      const { id, ...rest } = row;
      const here = [{ field: 'id', test: 'eq', value: id ?? '' }] as const;
      if ((await store.records.update('relays', here, rest)) === 0) await store.records.insert('relays', row);
    },
    withdraw: async (id) => {
      await store.records.remove('relays', [{ field: 'id', test: 'eq', value: id }]);
    },
    close: () => store.close(),
  };
}
