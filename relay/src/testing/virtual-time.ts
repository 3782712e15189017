interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** Time that passes only when it is told to, in the steps of its timers. */
export class VirtualTime {
  now: number;
  readonly #timers = new Set<Timer>();

  constructor(start: number) {
    this.now = start;
  }

  /** Runs something later; returns what takes it back. */
  readonly after = (milliseconds: number, run: () => void): (() => void) => {
    const timer = { at: this.now + milliseconds, run };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  };

  every(milliseconds: number, run: () => void): void {
    const again = () => {
      run();
      this.after(milliseconds, again);
    };
    this.after(milliseconds, again);
  }

  async pass(milliseconds: number): Promise<void> {
    const end = this.now + milliseconds;
    await settle();
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#timers.delete(next);
      this.now = Math.max(this.now, next.at);
      next.run();
      await settle();
    }
    this.now = end;
  }

  #next(end: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers) if (timer.at <= end && (!first || timer.at < first.at)) first = timer;
    return first;
  }
}

/** On a busy machine a compilation pauses now and then, for one turn of the event loop each time. */
const turns = 5;

/** Lets everything happen that waits for promises and turns of the event loop only. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
}
