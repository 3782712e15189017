import type { LogView } from './log-view.ts';
import type { Committed } from './read-versions.ts';

/**
 * A follower of one log, with its latest verified state in memory. State and values change together, in one tick, and never
 * go backwards.
 */
export interface LogReader extends LogView {
  /**
   * Reads what was committed before this call. Rejects with StoreUnavailableError while the store is away, with
   * StoreDamagedError when the log contradicts itself or what was read before; the state stays as it was.
   */
  catchUp(): Promise<void>;
  /** Calls `listener` after each change with the part keys that were set or removed. Returns how to stop it. */
  subscribe(listener: (changed: ReadonlySet<string>) => void): () => void;
  /** The current state, which stays as it is while the reader reads on; parts of old states are dropped in time. */
  readonly view: LogView;
  /**
   * Why the latest state cannot be read: a StoreUnavailableError while the store is away, a StoreDamagedError if the log
   * contradicts itself or what was read before; undefined if it can.
   */
  readonly problem: Error | undefined;
  /** Ms since this process last read the log to its end, by a monotonic clock; Infinity before the first time. */
  readonly contactAge: number;
  /**
   * When the first and the last of the versions read in the latest batch were committed; the reader had been behind since the
   * first. Undefined before any were read.
   */
  readonly committed: Committed | undefined;
  close(): void;
}
