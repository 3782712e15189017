import type { Clock } from './clock.ts';
import type { CompiledRuleset } from './engine/compile-ruleset.ts';
import { findTimedChanges } from './engine/find-timed-changes.ts';
import { nextChange } from './engine/next-change.ts';

/** Timers count at most 24 days; a shorter look also follows a clock that was set. */
const longest = 3_600_000;

/** Runs something later; returns what takes it back. */
export type After = (milliseconds: number, run: () => void) => () => void;

/** What is served, and the time that its rollouts follow. */
export interface ServedNow {
  readonly ruleset: CompiledRuleset;
  readonly clock: Clock;
}

/** Calls when time alone changes what a ruleset answers, as a rollout's next step does. */
export class BoundaryTimer {
  readonly #after: After;
  readonly #reach: (flags: string[]) => void;
  #read: () => ServedNow | undefined = () => undefined;
  /** What was served, and when, as far as it was told. */
  #told: ServedNow | undefined;
  #cancel: () => void = () => undefined;

  /** `reach` gets the keys of the flags that may answer differently from now on. */
  constructor(after: After, reach: (flags: string[]) => void) {
    this.#after = after;
    this.#reach = reach;
  }

  /** Waits for the next boundary of what is served, from now on and until the next call. */
  watch(read: () => ServedNow | undefined): void {
    this.#read = read;
    this.#told = undefined;
    this.look();
  }

  /** Looks at once: after an outage, what was due while rollouts stood still has come. */
  look(): void {
    this.#cancel();
    const current = this.#read();
    if (!current) return;
    const { ruleset } = current;
    // Hosts may hand out one clock that goes on.
    const clock = { ...current.clock };
    const told = this.#told;
    this.#told = { ruleset, clock };
    const flags = told?.ruleset === ruleset ? findTimedChanges(ruleset, told.clock, clock) : [];
    const next = nextChange(ruleset, clock);
    const delay = next === undefined ? longest : Math.min(next - clock.now + 1, longest);
    this.#cancel = this.#after(delay, () => this.look());
    if (flags.length > 0) this.#reach(flags);
  }

  close(): void {
    this.#cancel();
    this.#read = () => undefined;
  }
}
