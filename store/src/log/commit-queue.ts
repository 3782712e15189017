import type { Store } from '../port.ts';

const queues = new WeakMap<Store, Map<string, Promise<unknown>>>();

/** Runs `work` after everything queued earlier for this log in this process, because commits at once would only race. */
export async function inTurn<T>(store: Store, log: string, work: () => Promise<T>): Promise<T> {
  let tails = queues.get(store);
  if (!tails) queues.set(store, (tails = new Map()));
  const mine = (tails.get(log) ?? Promise.resolve()).then(work, work);
  tails.set(log, mine);
  try {
    return await mine;
  } finally {
    if (tails.get(log) === mine) tails.delete(log);
  }
}
