import { setTimeout as sleep } from 'node:timers/promises';
import { backOff, StoreUnavailableError } from '@hoist/store';
import { openAdmin, prepareAdmin } from './admin.ts';
import type { Admin } from './admin.ts';
import { log } from '../logging/log.ts';
import { readAdminSettings } from './config.ts';
import type { Settings } from './config.ts';

const retry = { first: 250, most: 5_000 };

/** The process's admin, from its start on: pages and operators ask it while its store is still being opened. */
export class StartingAdmin {
  readonly settings: Settings;
  /** Resolves when the store is open, or with undefined when it was closed before; rejects for what trying again cannot mend. */
  readonly opened: Promise<Admin | undefined>;
  #admin: Admin | undefined;
  #problem: string | undefined;
  readonly #stopped = new AbortController();

  constructor(settings: Settings) {
    this.settings = settings;
    this.opened = this.#open();
    // Who awaits it is told; a process in which nobody does, as under `vite dev`, says so on its pages.
    this.opened.catch((error: unknown) => {
      this.#problem = String(error);
    });
  }

  /** Undefined until the store is open. */
  get admin(): Admin | undefined {
    return this.#admin;
  }

  /** Why the store is not open, for people; undefined while it is, and until that was tried. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /** Closes what is open, and tries no more. */
  async close(): Promise<void> {
    this.#stopped.abort();
    this.#admin?.stopCleaning();
    await this.#admin?.hoist.close();
  }

  async #open(): Promise<Admin | undefined> {
    const { signal } = this.#stopped;
    const prepared = await prepareAdmin(this.settings);
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

  /** The same problem is said once, however often it is met. */
  #note(problem: string): void {
    if (problem !== this.#problem) log.warn({ reason: problem }, 'the store is away; trying again');
    this.#problem = problem;
  }
}

let starting: StartingAdmin | undefined;

/** The process's one admin, started at the first call; `vite dev` has no entry of its own that could do it before. */
export function startAdmin(settings?: Settings): StartingAdmin {
  starting ??= new StartingAdmin(settings ?? readAdminSettings(process.env));
  return starting;
}
