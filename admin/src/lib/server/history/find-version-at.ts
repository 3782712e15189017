import type { VersionRecord } from '@hoist/core';
import type { LogReader, Store } from '@hoist/store';

/**
 * The newest version of a log that was committed by an instant (ms since the Unix epoch); undefined for none. It halves the
 * log until it is found. Where clocks of those who committed differ, it is one of the versions that may have been the newest.
 */
export async function findVersionAt(
  store: Store,
  { log, state }: Pick<LogReader, 'log' | 'state'>,
  instant: number,
): Promise<VersionRecord | undefined> {
  let found: VersionRecord | undefined;
  let [low, high] = [1, state.version];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [record] = await store.read(log, middle - 1, 1);
    if (record && Date.parse(record.when) <= instant) {
      found = record;
      low = middle + 1;
    } else high = middle - 1;
  }
  return found;
}
