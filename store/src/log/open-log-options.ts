import type { LogView } from './log-view.ts';
import type { Snapshot } from './snapshot.ts';

/** How a log is opened. */
export interface OpenLogOptions {
  /** Where to begin, and the state to use while the store is away. */
  readonly from?: Snapshot;
  /**
   * If given, the reader goes back with a store where an older copy was restored, once that has not changed for so many ms: a
   * copy that is still being written is nobody's history. By default a reader keeps its state until the epoch is raised.
   */
  readonly goBackAfter?: number;
  /**
   * Awaited with each state before the reader has it, so that what the state names is open by then. While it rejects, the reader
   * keeps its state and tries again.
   */
  readonly prepare?: Prepare;
}

/** Makes ready what a state of a log names. */
export type Prepare = (view: LogView) => Promise<void>;
