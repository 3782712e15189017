import { compileRulesetInSlices, ContactClock, isJsonObject, keyringSchema } from '@hoist/core';
import type { CompiledRuleset, Keyring, LogPosition, Registry, Ruleset } from '@hoist/core';
import { createYield, readRulesetInSlices, StoreDamagedError } from '@hoist/store';
import type { LogView } from '@hoist/store';
import { EnvironmentHistory } from '../streams/environment-history.ts';

/** The clocks of a process, in ms. */
export interface Clocks {
  /** Since the Unix epoch; may be set back and forth. */
  readonly now: () => number;
  /** By a clock that is never set. */
  readonly monotonic: () => number;
}

/** What one environment serves. Rulesets are swapped whole: no request sees a mixture of two versions. */
export class EnvironmentFeed {
  readonly key: string;
  readonly history = new EnvironmentHistory();
  /** How long ago its log was read, and the clock that its rollouts follow. */
  readonly contact: ContactClock;
  readonly #registry: Registry;
  readonly #now: () => number;
  #source: Ruleset | undefined;
  #ruleset: CompiledRuleset | undefined;
  #keyring: Keyring | undefined;
  #servedAt = 0;
  #positions: { ruleset?: LogPosition; keyring?: LogPosition } = {};

  constructor(key: string, registry: Registry, clocks: Clocks) {
    this.key = key;
    this.#registry = registry;
    this.#now = clocks.now;
    this.contact = new ContactClock(clocks);
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

  /** When it began to serve its version, ms since epoch. */
  get servedAt(): number {
    return this.#servedAt;
  }

  /** Where its two logs stood when it took what it serves from them; undefined for what it has not got yet. */
  get positions(): { readonly ruleset?: LogPosition; readonly keyring?: LogPosition } {
    return this.#positions;
  }

  /**
   * Reads and compiles what changed, in slices where that is much, and serves it from then on; rejects, and goes on serving
   * the old one, when it is malformed. Resolves to the event that streams get, if something was served before.
   * One at a time: wait for it before serving the next.
   */
  async serve(view: LogView): Promise<Buffer | undefined> {
    const ruleset = await readRulesetInSlices(view, this.#source);
    if (ruleset.environment !== this.key)
      throw new StoreDamagedError(
        `Log '${view.log}' holds what '${ruleset.environment}' serves. Restore the store from a backup.`,
      );
    const previous = this.#ruleset;
    const options = { previous, yieldToEventLoop: createYield() };
    this.#ruleset = await compileRulesetInSlices(ruleset, this.#registry, options);
    this.#source = ruleset;
    this.#servedAt = this.#now();
    this.#positions = { ...this.#positions, ruleset: toPosition(view.state) };
    return this.history.advance(ruleset);
  }

  /** Takes the keys of a keyring's log from now on; throws, and keeps the old ones, when it is malformed. */
  useKeyring(view: LogView): void {
    const value = view.value('keyring');
    if (!isJsonObject(value)) throw new StoreDamagedError(`Log '${view.log}' holds no keyring.`);
    this.#keyring = keyringSchema.parse(value);
    this.#positions = { ...this.#positions, keyring: toPosition(view.state) };
  }
}

function toPosition({ epoch, version, record }: LogPosition): LogPosition {
  return { epoch, version, record };
}
