import { randomBytes } from 'node:crypto';
import { CountLedger, sendCounts } from '@hoist/core';
import type { Counter, CountSending } from '@hoist/core';
import { after } from './after.ts';
import type { ProviderConfig } from './options.ts';
import type { RelayClient } from './relay-client.ts';

const closeLimit = 1_000;
/** Relays take no more. */
const pagesPerMinute = 100;

/** What an app evaluated, on its way to the relay. */
export class EvaluationCounts {
  readonly #client: RelayClient;
  readonly #labels: Pick<ProviderConfig, 'app' | 'appVersion'>;
  readonly #ledger = new CountLedger({ sender: randomBytes(16).toString('hex'), pagesPerMinute });
  readonly #closing = new AbortController();
  #sending: CountSending | undefined;

  constructor(client: RelayClient, { app, appVersion }: Pick<ProviderConfig, 'app' | 'appVersion'>) {
    this.#client = client;
    this.#labels = { app, appVersion };
  }

  counterOf(environment: string): Counter {
    return this.#ledger.counter({ environment, source: 'local', credential: '', ...this.#labels });
  }

  /** Begins to send; does nothing more when it is called again. */
  start(): void {
    const anchor = Date.now() - performance.now();
    this.#sending ??= sendCounts(
      this.#ledger,
      (pages) => this.#client.sendCounts(pages, this.#closing.signal),
      { monotonic: () => anchor + performance.now(), after, random: Math.random },
    );
  }

  /** Sends what is left, for at most a second, and ends. */
  async close(): Promise<void> {
    this.#sending?.stop();
    // This timer does keep the process alive: what was counted is worth a second.
    const timer = setTimeout(() => this.#closing.abort(), closeLimit);
    await this.#sending?.flush().catch(() => undefined);
    clearTimeout(timer);
    this.#closing.abort();
  }
}
