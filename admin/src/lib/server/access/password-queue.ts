import { StoreUnavailableError } from '@hoist/store';

/** How many sign-ins are under way at once, of which one is hashed at a time, and how many may wait for that. */
export const queueLimits = { running: 2, strangers: 50, known: 10 } as const;

/** Who waits: a browser that signed in before has places of its own, and comes first. */
export type Waiting = 'stranger' | 'known';

interface Place {
  readonly start: () => void;
  readonly fail: (error: Error) => void;
}

/** Lets only so many sign in at the same time; who finds no place is not served. */
export class PasswordQueue {
  #running = 0;
  readonly #waiting: Readonly<Record<Waiting, Place[]>> = { known: [], stranger: [] };

  /** Whether somebody who comes now would find no place. */
  isFull(who: Waiting): boolean {
    const most = who === 'known' ? queueLimits.known : queueLimits.strangers;
    return this.#running >= queueLimits.running && this.#waiting[who].length >= most;
  }

  /**
   * Resolves with what `work` makes; undefined, and nothing is done, where there is no place. Where one finds the store away,
   * so do all who wait: each would wait for it by itself.
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
