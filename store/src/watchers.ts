/** Whoever is to be called at every commit. */
export class Watchers {
  readonly #listeners = new Set<() => void>();
  readonly #start: () => void;
  readonly #stop: () => void;

  /** `start` runs when the first one begins to watch, `stop` when the last one has ended. */
  constructor(start: () => void, stop: () => void) {
    this.#start = start;
    this.#stop = stop;
  }

  /** Calls `listener` from now on; returns what ends that. */
  watch(listener: () => void): () => void {
    const own = () => listener();
    this.#listeners.add(own);
    if (this.#listeners.size === 1) this.#start();
    return () => {
      if (this.#listeners.delete(own) && this.#listeners.size === 0) this.#stop();
    };
  }

  /** Calls everyone, each in a microtask of its own: a fault of one is no other's. */
  notify(): void {
    for (const listener of [...this.#listeners]) queueMicrotask(listener);
  }

  close(): void {
    this.#listeners.clear();
    this.#stop();
  }
}
