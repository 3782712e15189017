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
   * True for who takes the store as it is: where an older copy was restored, the reader goes back with it. Others keep
   * what they have until the epoch is raised; that is the default.
   */
  readonly mayGoBack?: boolean;
}

/**
 * Reads a log to its end and follows it. Rejects like LogReader.catchUp, except that with a snapshot it starts from that
 * and goes on trying: `problem` says what is wrong.
 */
export async function openLog(
  store: Store,
  log: string,
  { from, mayGoBack = false }: OpenLogOptions = {},
): Promise<LogReader> {
  if (from && from.state.log !== log) {
    throw new TypeError(`The snapshot is of log '${from.state.log}', not of '${log}'.`);
  }
  const start = from ?? createSnapshot(emptyLogState(log, sha256), new Map(), 0);
  const follower = new LogFollower(store, start, mayGoBack);
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
