import { DuplicateRecordError } from '@hoist/store';
import type { Records } from '@hoist/store';

const collection = 'tokenUse';
const minute = 60_000;

/** When each API token was last used, to the minute: a process writes it once a minute and token, however often it is used. */
export class TokenUse {
  readonly #records: Pick<Records, 'find' | 'insert' | 'update'>;
  readonly #now: () => number;
  /** The minute that was written last, by the id of the token. */
  readonly #written = new Map<string, number>();

  constructor(records: Pick<Records, 'find' | 'insert' | 'update'>, now: () => number = Date.now) {
    this.#records = records;
    this.#now = now;
  }

  /** Notes that a token was used now, without waiting for the store. */
  note(id: string): void {
    const at = Math.floor(this.#now() / minute) * minute;
    if (this.#written.get(id) === at) return;
    this.#written.set(id, at);
    // What is not written because the store is away is written at the next use.
    this.#write(id, at).catch(() => this.#written.delete(id));
  }

  /** Resolves with when each token was last used, in ms since the Unix epoch. */
  async read(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#records.find(collection, []);
    return new Map(rows.map(({ id, at }) => [String(id), Number(at)]));
  }

  async #write(id: string, at: number): Promise<void> {
    const own = { field: 'id', test: 'eq', value: id } as const;
    const changed = await this.#records.update(collection, [own, { field: 'at', test: 'lt', value: at }], {
      at,
    });
    if (changed > 0) return;
    try {
      await this.#records.insert(collection, { id, at });
    } catch (error) {
      // Another process noted a use in this minute.
      if (!(error instanceof DuplicateRecordError)) throw error;
    }
  }
}
