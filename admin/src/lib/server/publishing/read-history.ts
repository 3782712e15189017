import type { VersionRecord } from '@hoist/core';
import { z } from 'zod';
import type { AdminContext } from '../context.ts';
import { invalid } from '../errors/use-case-error.ts';

/** A version of a log; no environment for the log of definitions. */
export interface HistoryEntry {
  readonly environment: string | undefined;
  readonly record: VersionRecord;
}

/** Whose history it is, where to look for it, and which page of it. */
export interface HistoryQuery {
  /** Its name goes into `next`, which no other list takes. */
  readonly list: string;
  readonly partKey: string;
  /** The logs of these environments, beside the log of definitions. */
  readonly environments: readonly string[];
  /** The `next` of the page before; undefined for the newest. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/**
 * One page of what changed a part, newest first, with one read a log however many versions that has. Within a log versions
 * keep their order, whatever the clocks of those who committed them say; across logs, time decides.
 */
export async function readHistory(
  hoist: AdminContext,
  { list, partKey, environments, after, limit }: HistoryQuery,
): Promise<{ readonly entries: readonly HistoryEntry[]; readonly next: string | null }> {
  const starts = after === undefined ? {} : readCursor(list, after);
  const logs = [
    { log: hoist.definitions.log, environment: undefined },
    ...environments.map((environment) => ({ log: hoist.published(environment).log, environment })),
  ];
  const found = await Promise.all(
    logs.map(async ({ log, environment }) => {
      const query = { log, partKey, before: starts[log], order: 'newest-first', limit: limit + 1 } as const;
      return (await hoist.store.readPart(query)).map((record): HistoryEntry => ({ environment, record }));
    }),
  );
  const entries = mergeNewestFirst(found, limit);
  const isLast = found.reduce((sum, each) => sum + each.length, 0) === entries.length;
  const ends: Record<string, number> = { ...starts };
  for (const { record } of entries) ends[record.log] = record.version;
  return { entries, next: isLast ? null : writeCursor(list, ends) };
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
type Ends = Readonly<Record<string, number>>;

const cursorSchema = z.tuple([z.string(), z.record(z.string(), z.int().min(1))]);

function writeCursor(list: string, ends: Ends): string {
  return Buffer.from(JSON.stringify([list, ends])).toString('base64url');
}

function readCursor(list: string, after: string): Ends {
  try {
    const [name, ends] = cursorSchema.parse(JSON.parse(Buffer.from(after, 'base64url').toString()));
    if (name === list) return ends;
  } catch {
    // Refused as that of another list is.
  }
  const message =
    "This is not the 'next' of an earlier answer of this list. Leave it out to begin with the newest.";
  throw invalid({ parameter: 'after', code: 'no-such-page', message });
}
