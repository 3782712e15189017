import { emptyLogState } from '@hoist/core';
import type { Store } from '../port.ts';
import { sha256 } from '../sha256.ts';
import { LogFollower } from './log-follower.ts';
import type { LogReader } from './log-reader.ts';
import type { LogView } from './log-view.ts';
import { createSnapshot } from './snapshot.ts';
import type { Snapshot } from './snapshot.ts';

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

/**
 * Reads a log to its end and follows it. Rejects like LogReader.catchUp, except that with a snapshot it starts from that
 * and goes on trying: `problem` says what is wrong.
 */
export async function openLog(
  store: Store,
  log: string,
  { from, goBackAfter, prepare }: OpenLogOptions = {},
): Promise<LogReader> {
  if (from && from.state.log !== log) {
    throw new TypeError(`The snapshot is of log '${from.state.log}', not of '${log}'.`);
  }
  const start = from ?? createSnapshot(emptyLogState(log, sha256), new Map(), 0);
  const follower = new LogFollower(store, start, { goBackAfter, prepare });
  try {
    await follower.catchUp();
  } catch (error) {
    if (!from) {
      follower.close();
      throw error;
    }
  }
  follower.follow();
  return follower;
}
