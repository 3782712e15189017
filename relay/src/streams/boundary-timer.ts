import { nextChange } from '@hoist/core';
import type { Clock, CompiledRuleset } from '@hoist/core';

/** Timers count at most 24 days; a shorter look also follows a clock that was set. */
const longest = 3_600_000;

/** Calls when time alone changes what a ruleset answers, as a rollout's next step does. */
export class BoundaryTimer {
  readonly #reach: () => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(reach: () => void) {
    this.#reach = reach;
  }

  /** Waits for the next boundary of what is served now, after `clock.now`. */
  watch(read: () => { readonly ruleset: CompiledRuleset; readonly clock: Clock } | undefined): void {
    clearTimeout(this.#timer);
    const current = read();
    if (!current) return;
    const { now } = current.clock;
    const next = nextChange(current.ruleset, current.clock);
    const delay = next === undefined ? longest : Math.min(Math.max(0, next - now) + 1, longest);
    this.#timer = setTimeout(() => {
      const later = read();
      if (next !== undefined && later && later.clock.now >= next) this.#reach();
      this.watch(read);
    }, delay).unref();
  }

  close(): void {
    clearTimeout(this.#timer);
  }
}
