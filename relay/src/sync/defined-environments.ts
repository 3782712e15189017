import type { Head, Store } from '@hoist/store';

const log = 'definitions';
const prefix = 'environment/';
/** Records fetched by one read. */
const batch = 500;

/**
 * The environments that an installation defines, read from the records of its definitions and not from the logs that there
 * are: in the middle of a restore some of those are not written yet. Costs nothing while the definitions do not change.
 */
export class DefinedEnvironments {
  readonly #store: Pick<Store, 'read'>;
  #keys = new Set<string>();
  #at = { epoch: 1, version: 0 };

  constructor(store: Pick<Store, 'read'>) {
    this.#store = store;
  }

  /** Their keys; `heads` as the store gave them just now. Rejects like the store. */
  async read(heads: readonly Head[]): Promise<readonly string[]> {
    const head = heads.find((one) => one.log === log);
    if (!head) return [...this.#keys];
    if (head.epoch !== this.#at.epoch || head.version < this.#at.version) this.#forget(head.epoch);
    while (this.#at.version < head.version) {
      const records = await this.#store.read(log, this.#at.version, batch);
      if (records.length === 0) break;
      for (const { version, set, removed } of records) {
        for (const [partKey] of set) if (partKey.startsWith(prefix)) this.#keys.add(toKey(partKey));
        for (const partKey of removed) if (partKey.startsWith(prefix)) this.#keys.delete(toKey(partKey));
        this.#at.version = version;
      }
    }
    return [...this.#keys];
  }

  #forget(epoch: number): void {
    this.#keys = new Set();
    this.#at = { epoch, version: 0 };
  }
}

function toKey(partKey: string): string {
  return partKey.slice(prefix.length);
}
