import { backOff } from '../back-off.ts';
import type { Head, Store } from '../port.ts';

/** A subscriber to the head of one log. */
export interface Subscriber {
  readonly log: string;
  /** The log's head, or undefined for a log without versions; resolves when it has been read up to there. */
  onHead(head: Head | undefined): Promise<void>;
  /** The heads could not be read. */
  onError(error: unknown): void;
}

/** How often to read the heads without a signal, in ms. */
const quiet = 5_000;
const retry = { first: 100, most: quiet };

/** Reads the heads of all logs once for all readers of a process, at every change signal and every 5 s. One per store. */
export class HeadPoller {
  static readonly #pollers = new WeakMap<Store, HeadPoller>();
  readonly #store: Store;
  readonly #subscribers = new Set<Subscriber>();
  #stopWatch: (() => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #asking = false;
  #askAgain = false;
  #failures = 0;

  private constructor(store: Store) {
    this.#store = store;
  }

  static of(store: Store): HeadPoller {
    let poller = HeadPoller.#pollers.get(store);
    if (!poller) HeadPoller.#pollers.set(store, (poller = new HeadPoller(store)));
    return poller;
  }

  subscribe(subscriber: Subscriber): () => void {
    this.#subscribers.add(subscriber);
    this.#stopWatch ??= this.#store.watch(() => void this.#ask());
    // Commits between the subscriber's first read and now were signalled to nobody.
    void this.#ask();
    return () => {
      this.#subscribers.delete(subscriber);
      if (this.#subscribers.size > 0) return;
      clearTimeout(this.#timer);
      this.#stopWatch?.();
      this.#stopWatch = undefined;
    };
  }

  /** Resolves when every subscriber has read what was committed before this call; rejects where that cannot be read. */
  async refresh(): Promise<void> {
    const heads = await this.#readHeads();
    await Promise.all(
      [...this.#subscribers].map((subscriber) => subscriber.onHead(heads.get(subscriber.log))),
    );
  }

  async #ask(): Promise<void> {
    if (this.#asking) {
      this.#askAgain = true;
      return;
    }
    this.#asking = true;
    do {
      this.#askAgain = false;
      await this.#askOnce();
    } while (this.#askAgain);
    this.#asking = false;
    this.#schedule();
  }

  async #askOnce(): Promise<void> {
    try {
      const heads = await this.#readHeads();
      this.#failures = 0;
      for (const subscriber of this.#subscribers)
        subscriber.onHead(heads.get(subscriber.log)).catch(() => undefined);
    } catch (error) {
      this.#failures++;
      for (const subscriber of this.#subscribers) subscriber.onError(error);
    }
  }

  async #readHeads(): Promise<ReadonlyMap<string, Head>> {
    return new Map((await this.#store.heads()).map((head) => [head.log, head]));
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#subscribers.size === 0) return;
    const delay = this.#failures > 0 ? backOff(this.#failures, retry) : quiet * (0.8 + Math.random() * 0.4);
    this.#timer = setTimeout(() => void this.#ask(), delay).unref();
  }
}
