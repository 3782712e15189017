import type { Store } from '../port.ts';
import { HeadPoller } from './head-poller.ts';

/**
 * Reads once where the logs of a store stand, and lets all readers that this process has open read what is new. Resolves
 * when they have; rejects like LogReader.catchUp.
 */
export function refreshLogs(store: Store): Promise<void> {
  return HeadPoller.of(store).refresh();
}
