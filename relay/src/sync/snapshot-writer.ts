import { setTimeout as sleep } from 'node:timers/promises';
import type { LogView } from '@hoist/store';
import { writeSnapshot } from '@hoist/store';
import { writeLines } from './write-lines.ts';

interface SnapshotWriterOptions {
  readonly path: string;
  /** The state that the file holds already. */
  readonly written?: LogView['state'] | undefined;
  /** When the log was last read, in ms since the Unix epoch; 0 for never. */
  readonly lastContact: () => number;
  /** Called after each attempt: with what went wrong, or undefined when the file was written. */
  readonly onAttempt: (error: Error | undefined) => void;
}

/** Waits before a write, in ms; a log that changes all the time is written for a fifth of the time at most. */
const pause = { first: 100, rest: 4, afterFailure: 500, most: 10_000 };

/**
 * Keeps one log's newest state in one file: one write at a time, and of states that come faster than they can be written
 * only the newest. Goes on trying, ever more slowly, while the disk refuses.
 */
export class SnapshotWriter {
  readonly #options: SnapshotWriterOptions;
  readonly #stopping = new AbortController();
  #wanted: LogView | undefined;
  #written: LogView['state'] | undefined;
  #running: Promise<void> | undefined;
  #failures = 0;
  #lastDuration = 0;

  constructor(options: SnapshotWriterOptions) {
    this.#options = options;
    this.#written = options.written;
  }

  /** The state in the file, as far as it is known. */
  get written(): LogView['state'] | undefined {
    return this.#written;
  }

  /** Asks for this state to be kept, soon. */
  write(view: LogView): void {
    if (view.state === this.#written && !this.#running) return;
    this.#wanted = view;
    if (!this.#stopping.signal.aborted) this.#running ??= this.#run();
  }

  /** Writes the newest state that still waits, unless the disk refuses, and ends. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#wanted) {
      await sleep(this.#nextPause(), undefined, { signal: this.#stopping.signal, ref: false }).catch(
        () => undefined,
      );
      const isWritten = await this.#writeOnce(this.#wanted);
      if (!isWritten && this.#stopping.signal.aborted) break;
    }
    this.#running = undefined;
  }

  async #writeOnce(view: LogView): Promise<boolean> {
    this.#wanted = undefined;
    const startedAt = performance.now();
    try {
      await writeLines(this.#options.path, writeSnapshot(view, this.#options.lastContact()));
      this.#written = view.state;
      this.#failures = 0;
      this.#options.onAttempt(undefined);
      return true;
    } catch (error) {
      this.#failures++;
      this.#wanted ??= view;
      this.#options.onAttempt(error instanceof Error ? error : new Error(String(error)));
      return false;
    } finally {
      this.#lastDuration = performance.now() - startedAt;
    }
  }

  #nextPause(): number {
    const wanted =
      this.#failures > 0
        ? pause.afterFailure * 2 ** Math.min(this.#failures, 10)
        : Math.max(pause.first, pause.rest * this.#lastDuration);
    return Math.min(wanted, pause.most);
  }
}
