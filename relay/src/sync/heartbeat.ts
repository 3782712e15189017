import type { Row } from '@hoist/store';
import type { EnvironmentFeeds } from './environment-feeds.ts';
import { toReport } from './relay-report.ts';
import type { RevokedKeys } from './revoked-keys.ts';
import type { RulesetSource } from './source.ts';

const every = 5_000;
const soon = 20;

interface Reporting {
  readonly id: string;
  readonly feeds: EnvironmentFeeds;
  readonly revoked: RevokedKeys;
  /** Undefined while the source is not open. */
  readonly source: () => RulesetSource | undefined;
  readonly now: () => number;
}

/** Reports to the source what this relay serves: soon after it changes, and every 5 s; a source that is away gets it later. */
export class Heartbeat {
  readonly #reporting: Reporting;
  readonly #startedAt: string;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(reporting: Reporting) {
    this.#reporting = reporting;
    this.#startedAt = new Date(reporting.now()).toISOString();
    this.#plan(every);
  }

  /** To be called when something that is reported has changed. */
  beat(): void {
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
    const { id, source, now } = this.#reporting;
    const report = toReport({ ...this.#reporting, startedAt: this.#startedAt });
    const row: Row = { id, seenAt: new Date(now()).toISOString(), report: JSON.stringify(report) };
    await source()
      ?.report(row)
      .catch(() => undefined);
    this.#plan(every);
  }
}
