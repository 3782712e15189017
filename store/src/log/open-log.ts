import { emptyLogState } from '@hoist/core';
import type { Store } from '../port.ts';
import { sha256 } from '../sha256.ts';
import { LogFollower } from './log-follower.ts';
import type { LogReader } from './log-reader.ts';
import { createSnapshot } from './snapshot.ts';
import type { Snapshot } from './snapshot.ts';

export interface OpenLogOptions {
  /** Where to begin, and what to serve while the store is away. */
  readonly from?: Snapshot;
  /**
   * For who takes the store as it is: where an older copy was restored, the reader goes back with it once that has stood
   * still for so many ms, because a copy that is still being written is a history of nobody's. Others keep what they have
   * until the epoch is raised; that is the default.
   */
  readonly goBackAfter?: number;
}

/**
 * Reads a log to its end and follows it. Rejects like LogReader.catchUp, except that with a snapshot it starts from that
 * and goes on trying: `problem` says what is wrong.
 */
export async function openLog(
  store: Store,
  log: string,
  { from, goBackAfter }: OpenLogOptions = {},
): Promise<LogReader> {
  if (from && from.state.log !== log) {
    throw new TypeError(`The snapshot is of log '${from.state.log}', not of '${log}'.`);
  }
  const start = from ?? createSnapshot(emptyLogState(log, sha256), new Map(), 0);
  const follower = new LogFollower(store, start, goBackAfter);
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
