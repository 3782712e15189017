import type { RulesetSource } from '../sync/source.ts';

interface RecallPorts {
  /** Undefined while the source is not open. */
  readonly source: () => RulesetSource | undefined;
  /** Called with what any relay recalled; the same again and again. */
  readonly adopt: (environment: string, at: number) => void;
}

const lookEvery = 5_000;

/**
 * Shares recalls among all relays of a source, by environment. A relay that may have served an outdated ruleset makes
 * every relay ask its stream readers to fetch again: its clients can have their streams with any of them.
 */
export class RecallBoard {
  readonly #ports: RecallPorts;
  readonly #unsent = new Map<string, number>();
  #timer: NodeJS.Timeout;

  constructor(ports: RecallPorts) {
    this.#ports = ports;
    this.#timer = this.#plan(0);
  }

  /** Recalls what was answered before an instant, ms since the Unix epoch; as soon as the source takes it. */
  recall(environment: string, at: number): void {
    this.#unsent.set(environment, at);
    clearTimeout(this.#timer);
    this.#timer = this.#plan(0);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #plan(delay: number): NodeJS.Timeout {
    return setTimeout(() => {
      this.#timer = this.#plan(lookEvery);
      this.#look().catch(() => undefined);
    }, delay).unref();
  }

  async #look(): Promise<void> {
    const source = this.#ports.source();
    if (!source) return;
    for (const [environment, at] of this.#unsent) {
      await source.recall(environment, at);
      if (this.#unsent.get(environment) === at) this.#unsent.delete(environment);
    }
    for (const [environment, at] of await source.recalls()) this.#ports.adopt(environment, at);
  }
}
