import type { LogPosition } from '@hoist/core';
import type { Row } from '@hoist/store';
import type { RulesetSource } from './source.ts';

const every = 5_000;
const soon = 20;

/** What one relay serves of one environment, and what it knows of its keys. */
export interface EnvironmentReport {
  readonly environment: string;
  readonly installation: string;
  /** The digest of what is served. */
  readonly state: string;
  /** When it began to serve that: RFC 3339, in UTC. */
  readonly servedAt: string;
  /** When this relay started, in the same form. */
  readonly startedAt: string;
  /** Where its logs stand here; null for what it has not got yet. */
  readonly ruleset: LogPosition | null;
  readonly keyring: LogPosition | null;
  /** Ids of the keys that it has ever seen revoked. */
  readonly revoked: readonly string[];
}

/** What one relay says of itself, but for its id and when. */
export interface Report {
  readonly environments: readonly EnvironmentReport[];
  readonly formats: readonly number[];
  readonly plugins: unknown;
}

interface Reporting {
  readonly id: string;
  /** Undefined while the source is not open. */
  readonly source: () => RulesetSource | undefined;
  readonly read: () => Report;
  readonly now: () => number;
}

/** Tells the source what this relay serves: soon after it changes, and every 5 s. A source that is away hears it later. */
export class Heartbeat {
  readonly #reporting: Reporting;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(reporting: Reporting) {
    this.#reporting = reporting;
    this.#plan(every);
  }

  /** To be called when something that is reported has changed. */
  tell(): void {
    this.#plan(soon);
  }

  /** Takes the report back: this relay is gone. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#running;
    await this.#reporting
      .source()
      ?.withdraw(this.#reporting.id)
      .catch(() => undefined);
  }

  #plan(delay: number): void {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#running = this.#report();
    }, delay).unref();
  }

  async #report(): Promise<void> {
    const { id, source, read, now } = this.#reporting;
    const texts = Object.entries(read()).map(([name, value]) => [name, JSON.stringify(value)]);
    const row: Row = { id, seenAt: new Date(now()).toISOString(), ...Object.fromEntries(texts) };
    await source()
      ?.report(row)
      .catch(() => undefined);
    this.#plan(every);
  }
}
