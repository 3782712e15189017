import { emptyLogState } from '@hoist/core';
import type { Store } from '../port.ts';
import { sha256 } from '../sha256.ts';
import { LogFollower } from './log-follower.ts';
import type { LogReader } from './log-reader.ts';
import { createSnapshot } from './snapshot.ts';
import type { OpenLogOptions } from './open-log-options.ts';

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
