import { StoreUnavailableError } from '../errors.ts';
import type { Store } from '../port.ts';

/** A store that tests can make unavailable or replace by another one, as happens to a database behind its address. */
export interface SwitchableStore extends Store {
  use(store: Store | 'away'): void;
  /** How often each method was called. */
  readonly calls: ReadonlyMap<keyof Store, number>;
}

/** Makes a switchable store that begins with `first`. */
export function createSwitchableStore(first: Store): SwitchableStore {
  let current: Store | 'away' = first;
  const calls = new Map<keyof Store, number>();
  const reach = async <T>(method: keyof Store, ask: (store: Store) => Promise<T>): Promise<T> => {
    calls.set(method, (calls.get(method) ?? 0) + 1);
    if (current === 'away') throw new StoreUnavailableError('The store is away.');
    return ask(current);
  };
  return {
    calls,
    use: (store) => {
      current = store;
    },
    description: first.description,
    records: first.records,
    counts: first.counts,
    putParts: (...input) => reach('putParts', (store) => store.putParts(...input)),
    getParts: (...input) => reach('getParts', (store) => store.getParts(...input)),
    append: (...input) => reach('append', (store) => store.append(...input)),
    read: (...input) => reach('read', (store) => store.read(...input)),
    find: (...input) => reach('find', (store) => store.find(...input)),
    findByIdempotencyKey: (...input) =>
      reach('findByIdempotencyKey', (store) => store.findByIdempotencyKey(...input)),
    heads: () => reach('heads', (store) => store.heads()),
    lease: (...input) => reach('lease', (store) => store.lease(...input)),
    watch: (listener) => first.watch(listener),
    whyLost: () => (current === 'away' ? undefined : current.whyLost()),
    close: async () => undefined,
  };
}
