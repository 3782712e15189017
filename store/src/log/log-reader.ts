import type { LogView } from './log-view.ts';

/**
 * One log, followed: its newest state that was verified, all of it in memory. State and values change together, in one
 * tick, and never go backwards.
 */
export interface LogReader extends LogView {
  /**
   * Reads what was committed before this call. Rejects with StoreUnavailableError while the store is away, with
   * StoreDamagedError when the log contradicts itself or what was read before; the state stays as it was.
   */
  catchUp(): Promise<void>;
  /** Calls `listener` after each change with the part keys that were set or removed. Returns how to stop it. */
  subscribe(listener: (changed: ReadonlySet<string>) => void): () => void;
  /** Why the newest state cannot be read, for people; undefined while all is well. */
  readonly problem: string | undefined;
  /** When the log was last read to its end, in ms since the epoch; 0 for never. Kept with a snapshot. */
  readonly lastContact: number;
  close(): void;
}
