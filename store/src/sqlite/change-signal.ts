import type { Connection } from './connection.ts';
import { Watchers } from '../watchers.ts';
import { queries } from './queries.ts';

/** How often to check for commits of other processes, in ms; a check takes some microseconds. */
const interval = 50;

/** Notifies listeners of every commit to the file: of this process's at once, of others' within 50 ms. */
export class ChangeSignal {
  readonly #look: () => unknown;
  readonly #watchers = new Watchers(
    () => this.#start(),
    () => clearInterval(this.#timer),
  );
  #timer: NodeJS.Timeout | undefined;
  #seen: unknown;

  constructor({ database }: Connection) {
    const dataVersion = database.prepare(queries.dataVersion);
    this.#look = () => dataVersion.get()?.['data_version'];
  }

  watch(listener: () => void): () => void {
    return this.#watchers.watch(listener);
  }

  /**
   * Notifies listeners of a commit of this process, which its own `data_version` does not show. Call it after each
   * commit.
   */
  notify(): void {
    this.#watchers.notify();
  }

  close(): void {
    this.#watchers.close();
  }

  #start(): void {
    this.#seen = this.#lookSafely();
    this.#timer = setInterval(() => this.#poll(), interval);
  }

  #poll(): void {
    const now = this.#lookSafely();
    if (now === this.#seen) return;
    this.#seen = now;
    this.notify();
  }

  /**
   * Checks for commits. An error is signalled once, as a commit is: the listener then reads and gets the error
   * itself.
   */
  #lookSafely(): unknown {
    try {
      return this.#look();
    } catch {
      return 'unreadable';
    }
  }
}
