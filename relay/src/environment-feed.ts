import { compileRuleset, isJsonObject, keyringSchema } from '@hoist/core';
import type { Clock, CompiledRuleset, Keyring, Registry } from '@hoist/core';
import { readRuleset } from '@hoist/store';
import type { LogView } from '@hoist/store';
import { EnvironmentHistory } from './streams/environment-history.ts';

/** A host that was out of contact for longer lets nothing grow any more. */
const growthGrace = 10 * 60_000;

/** What one environment serves, swapped whole: nobody ever sees a mixture of two versions. */
export class EnvironmentFeed {
  readonly key: string;
  readonly history = new EnvironmentHistory();
  readonly #registry: Registry;
  #ruleset: CompiledRuleset | undefined;
  #keyring: Keyring | undefined;
  #lastContact = 0;
  #servedAt = 0;
  readonly #clock = { now: 0, growth: 0 };

  constructor(key: string, registry: Registry) {
    this.key = key;
    this.#registry = registry;
  }

  get ruleset(): CompiledRuleset | undefined {
    return this.#ruleset;
  }

  get keyring(): Keyring | undefined {
    return this.#keyring;
  }

  get ready(): boolean {
    return this.#ruleset !== undefined && this.#keyring !== undefined;
  }

  /** When the log was last read from its source, ms since epoch. */
  get lastContact(): number {
    return this.#lastContact;
  }

  /** When it began to serve its version, ms since epoch. */
  get servedAt(): number {
    return this.#servedAt;
  }

  /**
   * Compiles what changed and serves it from now on; throws, and goes on serving the old one, when it is malformed. Returns
   * the change as streams send it, if there was one before.
   */
  serve(view: LogView, now: number): string | undefined {
    const ruleset = readRuleset(view);
    this.#ruleset = compileRuleset(ruleset, this.#registry, this.#ruleset);
    this.#servedAt = now;
    return this.history.advance(ruleset);
  }

  useKeyring(view: LogView): void {
    const value = view.value('keyring');
    if (isJsonObject(value)) this.#keyring = keyringSchema.parse(value);
  }

  /** True where rollouts stood still until now, for want of contact. */
  contact(at: number, now: number): boolean {
    const stoodStill = now > this.#lastContact + growthGrace;
    this.#lastContact = Math.max(this.#lastContact, at);
    return stoodStill;
  }

  /** The clock of this environment at an instant; the same object every time, because the hot path reads it at once. */
  clockAt(now: number): Clock {
    this.#clock.now = now;
    this.#clock.growth = Math.min(now, this.#lastContact + growthGrace);
    return this.#clock;
  }
}
