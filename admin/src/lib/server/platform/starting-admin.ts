import { setTimeout as sleep } from 'node:timers/promises';
import { backOff, StoreUnavailableError } from '@hoist/store';
import { openAdmin, prepareAdmin } from './admin.ts';
import type { Admin } from './admin.ts';
import { log } from '../logging/log.ts';
import { readAdminConfig } from './config.ts';
import type { AdminConfig } from './config.ts';

const retry = { first: 250, most: 5_000 };

/**
 * The process's admin from its start. Pages and the management port can use it while the store is still being opened.
 */
export class StartingAdmin {
  readonly config: AdminConfig;
  /**
   * Resolves with the admin once the store is open, with undefined if it was closed before; rejects if a retry cannot
   * help.
   */
  readonly opened: Promise<Admin | undefined>;
  #admin: Admin | undefined;
  #problem: string | undefined;
  readonly #stopped = new AbortController();

  constructor(config: AdminConfig) {
    this.config = config;
    this.opened = this.#open();
    // Who awaits it is told; a process in which nobody does, as under `vite dev`, says so on its pages.
    this.opened.catch((error: unknown) => {
      this.#problem = String(error);
    });
  }

  /** The admin; undefined until the store is open. */
  get admin(): Admin | undefined {
    return this.#admin;
  }

  /** Why the store is not open, in words; undefined if it is open or was not tried yet. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /** Closes what is open and stops trying. */
  async close(): Promise<void> {
    this.#stopped.abort();
    this.#admin?.stopCleaning();
    await this.#admin?.hoist.close();
  }

  async #open(): Promise<Admin | undefined> {
    const { signal } = this.#stopped;
    const prepared = await prepareAdmin(this.config);
    for (let failures = 0; !signal.aborted; failures++) {
      try {
        this.#admin = await openAdmin(prepared);
        this.#problem = undefined;
        if (signal.aborted) await this.#admin.hoist.close();
        return this.#admin;
      } catch (error) {
        if (!(error instanceof StoreUnavailableError)) throw error;
        this.#note(error.message);
      }
      await sleep(backOff(failures, retry), undefined, { signal }).catch(() => undefined);
    }
    return undefined;
  }

  /** Logs a problem, unless it is the same as the one before. */
  #note(problem: string): void {
    if (problem !== this.#problem) log.warn({ reason: problem }, 'the store is away; trying again');
    this.#problem = problem;
  }
}

let starting: StartingAdmin | undefined;

/**
 * Returns the process's admin and starts it at the first call, because `vite dev` has no entry point that could start
 * it earlier.
 */
export function startAdmin(config?: AdminConfig): StartingAdmin {
  starting ??= new StartingAdmin(config ?? readAdminConfig(process.env));
  return starting;
}
