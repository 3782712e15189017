interface Timer {
  readonly at: number;
  readonly run: () => void;
}

/** A clock that advances only when a test advances it, from timer to timer. */
export class VirtualTime {
  now: number;
  readonly #timers = new Set<Timer>();

  constructor(start: number) {
    this.now = start;
  }

  /** Runs `run` after so many ms of virtual time; call the returned function to cancel it. */
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

/** Turns of the event loop to wait: on a busy machine a compilation yields to it several times. */
const turns = 5;

/** Waits until everything has run that waits only for promises and turns of the event loop. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
}
