import type { Clock } from '../../time/clock.ts';
import type { CompiledRuleset } from '../compile/compile-ruleset.ts';
import { findTimedChanges } from './find-timed-changes.ts';
import { nextChange } from './next-change.ts';

/** The longest wait in ms, so that a clock that was set or a suspended machine is noticed. */
const longest = 60_000;

/** Schedules a call; returns a function that cancels it. */
export type After = (milliseconds: number, run: () => void) => () => void;

/** The ruleset in use, and the clock for its rollouts. */
export interface ServedNow {
  readonly ruleset: CompiledRuleset;
  readonly clock: Clock;
}

/** Calls when time alone changes what a ruleset answers, as a rollout's next step does. */
export class BoundaryTimer {
  readonly #after: After;
  readonly #reach: (flags: string[]) => void;
  #read: () => ServedNow | undefined = () => undefined;
  /** The ruleset and clock of the last look. */
  #told: ServedNow | undefined;
  #cancel: () => void = () => undefined;

  /** `reach` gets the keys of the flags that may answer differently from now on. */
  constructor(after: After, reach: (flags: string[]) => void) {
    this.#after = after;
    this.#reach = reach;
  }

  /** Watches the next boundary of what `read` returns, until the next call; reports what time changed until now. */
  watch(read: () => ServedNow | undefined): void {
    this.#read = read;
    this.look();
  }

  /** Looks at once. To be called when rollouts stood still until now: what fell due meanwhile has come. */
  look(): void {
    this.#cancel();
    const current = this.#read();
    if (!current) return;
    const { ruleset } = current;
    // Hosts may hand out one clock that goes on.
    const clock = { ...current.clock };
    const told = this.#told;
    this.#told = { ruleset, clock };
    const flags = told ? findTimedChanges(told.ruleset, told.clock, clock) : [];
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
