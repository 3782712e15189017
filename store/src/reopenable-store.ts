import type { Counts, Records, Store } from './port.ts';

/** A store that can be reopened when it is lost; reads, watches and writes continue on the new one. */
export class ReopenableStore implements Store {
  readonly #open: () => Promise<Store>;
  /** How to stop watching the current store, by listener. */
  readonly #watches = new Map<() => void, () => void>();
  #current: Store;

  private constructor(open: () => Promise<Store>, first: Store) {
    this.#open = open;
    this.#current = first;
  }

  /** Opens a store once; rejects as `open` does. */
  static async open(open: () => Promise<Store>): Promise<ReopenableStore> {
    return new ReopenableStore(open, await open());
  }

  /**
   * Opens the store anew, closes the old one, and calls all watchers, so that they read. Rejects as opening does, and
   * then keeps the one before.
   */
  async reopen(): Promise<void> {
    const before = this.#current;
    this.#current = await this.#open();
    for (const [listener, stop] of this.#watches) {
      stop();
      this.#watches.set(listener, this.#current.watch(listener));
      listener();
    }
    await before.close();
  }

  get description(): string {
    return this.#current.description;
  }

  get records(): Records {
    return this.#current.records;
  }

  get counts(): Counts {
    return this.#current.counts;
  }

  watch(listener: () => void): () => void {
    const own = () => listener();
    this.#watches.set(own, this.#current.watch(own));
    return () => {
      this.#watches.get(own)?.();
      this.#watches.delete(own);
    };
  }

  putParts: Store['putParts'] = (...given) => this.#current.putParts(...given);
  getParts: Store['getParts'] = (...given) => this.#current.getParts(...given);
  append: Store['append'] = (...given) => this.#current.append(...given);
  read: Store['read'] = (...given) => this.#current.read(...given);
  find: Store['find'] = (...given) => this.#current.find(...given);
  findByIdempotencyKey: Store['findByIdempotencyKey'] = (...given) =>
    this.#current.findByIdempotencyKey(...given);
  heads: Store['heads'] = () => this.#current.heads();
  lease: Store['lease'] = (...given) => this.#current.lease(...given);
  whyLost: Store['whyLost'] = () => this.#current.whyLost();
  close: Store['close'] = () => this.#current.close();
}
