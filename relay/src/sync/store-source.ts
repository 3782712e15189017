import { keepLate, openLog, openStore, refreshLogs, ReopenableStore } from '@hoist/store';
import type { Row } from '@hoist/store';
import { DefinedEnvironments } from './defined-environments.ts';
import type { RulesetSource } from './source.ts';

const prefix = 'environment/';

/** The store itself as a source. Rejects while there is no store, or it cannot be opened; nothing is retried or made here. */
export async function openStoreSource(url: string): Promise<RulesetSource> {
  const store = await ReopenableStore.open(() => openStore({ url, migrate: false }));
  let defined = new DefinedEnvironments(store);
  const put = async (collection: string, row: Row) => {
    const { id, ...rest } = row;
    const here = [{ field: 'id', test: 'eq', value: id ?? '' }] as const;
    if ((await store.records.update(collection, here, rest)) === 0)
      await store.records.insert(collection, row);
  };
  return {
    description: store.description,
    listEnvironments: async () => {
      const heads = await store.heads();
      const served = heads.flatMap(({ log }) => (log.startsWith(prefix) ? [log.slice(prefix.length)] : []));
      return [...new Set([...served, ...(await defined.read(heads))])];
    },
    follow: (log, from) => openLog(store, log, from ? { from } : {}),
    refresh: () => refreshLogs(store),
    putCounts: (pages) => store.counts.put(pages),
    putLateCounts: async (pages, now) => {
      for (const page of pages) await keepLate(store.records, page, now);
    },
    report: (row) => put('relays', row),
    withdraw: async (id) => {
      await store.records.remove('relays', [{ field: 'id', test: 'eq', value: id }]);
    },
    recall: (environment, at) => put('recalls', { id: environment, at: new Date(at).toISOString() }),
    recalls: async () =>
      new Map(
        (await store.records.find('recalls', [])).map(({ id, at }) => [String(id), Date.parse(String(at))]),
      ),
    whyLost: () => store.whyLost(),
    reopen: async () => {
      await store.reopen();
      defined = new DefinedEnvironments(store);
    },
    close: () => store.close(),
  };
}
