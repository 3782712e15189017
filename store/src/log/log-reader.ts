import type { LogView } from './log-view.ts';
import type { Committed } from './read-versions.ts';

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
  /** Its state of this moment, which stays as it is while the reader reads on; old parts are dropped in time. */
  readonly view: LogView;
  /**
   * Why the newest state cannot be read: a StoreUnavailableError while the store is away, a StoreDamagedError when the log
   * contradicts itself or what was read before; undefined while all is well.
   */
  readonly problem: Error | undefined;
  /** Ms since this process last read the log to its end, by a clock that is never set; Infinity before the first time. */
  readonly contactAge: number;
  /**
   * When the versions that were read together last were committed, the first and the newest of them: since the first, this
   * reader had been behind. Undefined before any were read here.
   */
  readonly committed: Committed | undefined;
  close(): void;
}
