import { setTimeout as sleep } from 'node:timers/promises';
import { backOff } from '@hoist/store';
import type { Records } from '@hoist/store';

const retry = { first: 250, most: 5_000 };
const most = 10_000;

/**
 * Sessions that were ended in this process. None of them is accepted any more, even while the store cannot be
 * reached; the store is told again until it answers.
 */
export class EndedSessions {
  readonly #records: Pick<Records, 'remove'>;
  /** Tokens, the oldest first. */
  readonly #ended = new Set<string>();
  readonly #unsent = new Set<string>();
  #sending = false;

  constructor(records: Pick<Records, 'remove'>) {
    this.#records = records;
  }

  has(token: string): boolean {
    return this.#ended.has(token);
  }

  /** Ends sessions; resolves after the first attempt to tell the store. */
  async end(tokens: readonly string[]): Promise<void> {
    for (const token of tokens) {
      this.#ended.add(token);
      this.#unsent.add(token);
    }
    for (const set of [this.#ended, this.#unsent]) {
      for (const token of set) {
        if (set.size <= most) break;
        set.delete(token);
      }
    }
    if (!(await this.#send())) void this.#sendLater();
  }

  async #send(): Promise<boolean> {
    try {
      for (const token of this.#unsent) {
        await this.#records.remove('session', [{ field: 'token', test: 'eq', value: token }]);
        this.#unsent.delete(token);
      }
      return true;
    } catch {
      return false;
    }
  }

  async #sendLater(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    for (let failures = 0; this.#unsent.size > 0; failures++) {
      await sleep(backOff(failures, retry), undefined, { ref: false });
      await this.#send();
    }
    this.#sending = false;
  }
}
