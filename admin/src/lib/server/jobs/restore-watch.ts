import type { LogReader } from '@hoist/store';
import type { AdminContext, Divergence, RestoreWatch } from '../context.ts';
import { log } from '../logging/log.ts';
import { describeDivergence, findDivergences } from '../publishing/divergence.ts';

/**
 * Logs when relays are ahead of the store, when they no longer are, and when a log in the store is older than what
 * this process read.
 */
export function watchRestores(hoist: AdminContext, readers: ReadonlySet<LogReader>): RestoreWatch {
  let divergences: readonly Divergence[] = [];
  const watched = new Set<LogReader>();
  const watchNew = () => {
    for (const reader of readers) if (!watched.has(reader)) logGoingBack(reader, hoist);
    for (const reader of readers) watched.add(reader);
  };
  watchNew();
  return {
    get divergences() {
      return divergences;
    },
    look: async () => {
      const before = divergences;
      watchNew();
      // The same version of another history shows only when it is read.
      await Promise.all([...readers].map((reader) => reader.catchUp().catch(() => undefined)));
      divergences = await findDivergences(hoist).catch(() => before);
      if (before.length === 0 && divergences.length > 0)
        log.error(
          { logs: divergences.map(describeDivergence) },
          'relays are ahead of the store: an older copy was restored; raise the epoch and publish',
        );
      if (before.length > 0 && divergences.length === 0) log.info('relays follow the store again');
    },
  };
}

function logGoingBack(reader: LogReader, hoist: AdminContext): void {
  let last = reader.state;
  reader.subscribe(() => {
    const { state } = reader;
    if (state.epoch === last.epoch && state.version < last.version) {
      void hoist.relays.mark();
      const from = { log: reader.log, from: last.version, to: state.version };
      log.error(from, 'the store went back to an older copy');
    }
    last = state;
  });
}
