import { StoreUnavailableError } from '@hoist/store';

/**
 * How many sign-ins may be under way at once, and how many strangers and known browsers may wait for them. One
 * password is hashed at a time.
 */
export const queueLimits = { running: 2, strangers: 50, known: 10 } as const;

/** Who waits: a browser that signed in before has its own places and goes first. */
export type Waiting = 'stranger' | 'known';

interface Place {
  readonly start: () => void;
  readonly fail: (error: Error) => void;
}

/** Limits how many sign in at the same time; who finds no place is refused. */
export class PasswordQueue {
  #running = 0;
  readonly #waiting: Readonly<Record<Waiting, Place[]>> = { known: [], stranger: [] };

  /** True if there is no place now. */
  isFull(who: Waiting): boolean {
    const most = who === 'known' ? queueLimits.known : queueLimits.strangers;
    return this.#running >= queueLimits.running && this.#waiting[who].length >= most;
  }

  /**
   * Runs `work` when it is its turn and resolves with its result; with undefined if there is no place. If one fails
   * because the store is unavailable, all that wait fail as well, instead of each waiting for the store.
   */
  async run<Result>(who: Waiting, work: () => Promise<Result>): Promise<Result | undefined> {
    if (this.isFull(who)) return undefined;
    if (this.#running >= queueLimits.running)
      await new Promise<void>((start, fail) => this.#waiting[who].push({ start, fail }));
    else this.#running++;
    try {
      return await work();
    } catch (error) {
      if (error instanceof StoreUnavailableError) this.#failAll(error);
      throw error;
    } finally {
      const next = this.#waiting.known.shift() ?? this.#waiting.stranger.shift();
      if (next) next.start();
      else this.#running--;
    }
  }

  #failAll(error: StoreUnavailableError): void {
    for (const places of Object.values(this.#waiting)) {
      for (const place of places.splice(0)) place.fail(error);
    }
  }
}
