import type { AdminContext } from '../context.ts';
import { listChanges, toListedChange } from './change-history.ts';
import type { Change, HistoryFilter } from './change-history.ts';

/** How many changes one read of the store brings. */
const readLength = 200;

/**
 * All changes that are asked for, newest first, one JSON text a line, some lines at a time. They are read as they are taken, so
 * that neither memory nor the event loop holds more. Throws what {@link listChanges} throws, at once.
 */
export async function exportHistory(
  hoist: AdminContext,
  filter: HistoryFilter,
): Promise<AsyncIterable<string>> {
  const read = (after: string | undefined) => listChanges(hoist, { ...filter, after, limit: readLength });
  const first = await read(undefined);
  return (async function* () {
    for (let page = first; ; page = await read(page.next)) {
      if (page.changes.length > 0) yield toLines(page.changes);
      if (page.next === null) return;
    }
  })();
}

function toLines(changes: readonly Change[]): string {
  return changes.map((change) => `${JSON.stringify(toListedChange(change))}\n`).join('');
}
