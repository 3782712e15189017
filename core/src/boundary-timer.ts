import type { Clock } from './clock.ts';
import type { CompiledRuleset } from './engine/compile-ruleset.ts';
import { nextChange } from './engine/next-change.ts';

/** Timers count at most 24 days; a shorter look also follows a clock that was set. */
const longest = 3_600_000;

/** Runs something later; returns what takes it back. */
export type After = (milliseconds: number, run: () => void) => () => void;

/** Calls when time alone may change what a ruleset answers, as a rollout's next step does. */
export class BoundaryTimer {
  readonly #after: After;
  readonly #reach: (flags: string[]) => void;
  #cancel: () => void = () => undefined;

  /** `reach` gets the keys of the flags that may answer differently from now on. */
  constructor(after: After, reach: (flags: string[]) => void) {
    this.#after = after;
    this.#reach = reach;
  }

  /** Waits for the next boundary of what is served, from now on and until the next call. */
  watch(read: () => { readonly ruleset: CompiledRuleset; readonly clock: Clock } | undefined): void {
    this.#cancel();
    const current = read();
    if (!current) return;
    const { ruleset, clock } = current;
    const next = nextChange(ruleset, clock);
    const flags = next === undefined ? [] : findFlags(ruleset, clock, next);
    const delay = next === undefined ? longest : Math.min(Math.max(0, next - clock.now) + 1, longest);
    this.#cancel = this.#after(delay, () => {
      const later = read();
      if (next !== undefined && later && later.clock.now >= next) this.#reach(flags);
      this.watch(read);
    });
  }

  close(): void {
    this.#cancel();
  }
}

/** Those that change then; all of them where it is a segment that does. */
function findFlags({ flags }: CompiledRuleset, clock: Clock, next: number): string[] {
  const own = [...flags.values()].filter((flag) => flag.nextChange(clock) === next).map(({ key }) => key);
  return own.length > 0 ? own : [...flags.keys()];
}
