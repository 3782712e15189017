import type { VersionRecord } from '@hoist/core';
import type { LogReader, VersionQuery } from '@hoist/store';
import { z } from 'zod';
import { readCursor, writeCursor } from '../cursor.ts';
import type { AdminContext } from '../context.ts';
import { findVersionAt } from './find-version-at.ts';

/** A version of a log; no environment for the log of definitions. */
export interface HistoryEntry {
  readonly environment: string | undefined;
  readonly record: VersionRecord;
}

/** A log to look in. */
export interface HistoryLog {
  readonly reader: Pick<LogReader, 'log' | 'state'>;
  readonly environment: string | undefined;
}

/** Which versions of which logs, and which page of them. */
export interface HistoryQuery {
  /** Its name goes into `next`, which no other list takes. */
  readonly list: string;
  readonly logs: readonly HistoryLog[];
  /** What each of them has: `markOf` gives them. None for every version. */
  readonly marks: readonly string[];
  /** Committed at this instant or later, and before that one; ms since the Unix epoch. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  /** The `next` of the page before; undefined for the newest. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/**
 * One page of versions, newest first, with one read a log however many versions that has. Within a log versions keep their
 * order, whatever the clocks of those who committed them say; across logs, time decides.
 */
export async function readHistory(
  hoist: AdminContext,
  { list, logs, marks, from, to, after, limit }: HistoryQuery,
): Promise<{ readonly entries: readonly HistoryEntry[]; readonly next: string | null }> {
  const starts = after === undefined ? {} : readCursor(list, after, endsSchema);
  const found = await Promise.all(
    logs.map(async ({ reader, environment }) => {
      const within = await boundsOf(hoist, reader, { from, to });
      const start = starts[reader.log];
      const query: VersionQuery = {
        ...{ log: reader.log, marks, order: 'newest-first', limit: limit + 1 },
        after: within.after,
        before: start === undefined ? within.before : Math.min(start, within.before ?? start),
      };
      return (await hoist.store.find(query)).map((record): HistoryEntry => ({ environment, record }));
    }),
  );
  const entries = mergeNewestFirst(found, limit);
  const isLast = found.reduce((sum, each) => sum + each.length, 0) === entries.length;
  const ends: Record<string, number> = { ...starts };
  for (const { record } of entries) ends[record.log] = record.version;
  return { entries, next: isLast ? null : writeCursor(list, ends) };
}

/** The versions that a time lies between, found by halving the log. */
async function boundsOf(
  { store }: AdminContext,
  reader: HistoryLog['reader'],
  { from, to }: Pick<HistoryQuery, 'from' | 'to'>,
): Promise<Pick<VersionQuery, 'after' | 'before'>> {
  const versionBefore = async (instant: number) =>
    (await findVersionAt(store, reader, instant - 1))?.version ?? 0;
  const [after, last] = await Promise.all([
    from === undefined ? undefined : versionBefore(from),
    to === undefined ? undefined : versionBefore(to),
  ]);
  return { after, before: last === undefined ? undefined : last + 1 };
}

/** The newest of several lists, each in its own order. */
function mergeNewestFirst(lists: readonly (readonly HistoryEntry[])[], limit: number): HistoryEntry[] {
  const taken = lists.map(() => 0);
  const merged: HistoryEntry[] = [];
  while (merged.length < limit) {
    let newest: { readonly entry: HistoryEntry; readonly list: number } | undefined;
    for (const [list, entries] of lists.entries()) {
      const entry = entries[taken[list] ?? 0];
      if (entry && (!newest || whenOf(entry) > whenOf(newest.entry))) newest = { entry, list };
    }
    if (!newest) break;
    merged.push(newest.entry);
    taken[newest.list] = (taken[newest.list] ?? 0) + 1;
  }
  return merged;
}

function whenOf({ record }: HistoryEntry): number {
  return Date.parse(record.when);
}

/** The version of each log that the next page begins below. */
const endsSchema = z.record(z.string(), z.int().min(1));
