import type { AdminContext } from '../context.ts';
import { summarizeUse } from '../publishing/summarize-use.ts';
import type { UseSummary } from '../publishing/summarize-use.ts';
import { unlessAway } from '../errors/unless-away.ts';
import { readLastChanges } from './last-changes.ts';
import type { LastChange } from './last-changes.ts';
import { listSegments } from './segments.ts';
import type { SegmentView } from './segments.ts';

export const segmentFilters = ['internal', 'unused', 'pending', 'archived'] as const;
/** `pending`: an environment has an older revision. `archived`: left out otherwise. */
export type SegmentFilter = (typeof segmentFilters)[number];

export const segmentSorts = ['name', 'changed', 'used'] as const;
/** `changed`: what was changed last comes first. `used`: what most flags use comes first. */
export type SegmentSort = (typeof segmentSorts)[number];

/** A segment as the list shows it. */
interface ListedSegment extends UseSummary {
  readonly key: string;
  readonly name: string;
  readonly internal: boolean;
  readonly archived: boolean;
  readonly revision: number;
  readonly sentence: string;
  /** Undefined while the store is away. */
  readonly changed: LastChange | undefined;
}

/** Segments that a search finds, in its order, and how many of those that the words find have each of the states. */
export async function listSegmentRows(
  hoist: AdminContext,
  {
    search,
    is,
    sort,
  }: { readonly search: string; readonly is: SegmentFilter | undefined; readonly sort: SegmentSort },
): Promise<{
  readonly segments: readonly ListedSegment[];
  readonly counts: Readonly<Record<SegmentFilter | 'all', number>>;
}> {
  const gone = listSegments(hoist, { search, is: 'archived' }).map(toRow);
  const live = listSegments(hoist, { search }).map(toRow);
  const of: Readonly<Record<SegmentFilter | 'all', readonly Row[]>> = {
    all: live,
    internal: live.filter(({ internal }) => internal),
    unused: live.filter(({ usedBy }) => usedBy === 0),
    pending: live.filter(({ pending }) => pending.length > 0),
    archived: [...gone, ...live.filter(({ archived }) => archived)],
  };
  const found = of[is ?? 'all'];
  const read = () =>
    readLastChanges(
      hoist,
      found.map(({ key }) => key),
    );
  const changes = await unlessAway<Awaited<ReturnType<typeof read>>>(read, new Map());
  const rows = found.map((row) => ({ ...row, changed: changes.get(row.key) }));
  if (sort === 'used') rows.sort((one, other) => other.usedBy - one.usedBy);
  if (sort === 'changed') rows.sort((one, other) => whenOf(other) - whenOf(one));
  const counts = Object.fromEntries(Object.entries(of).map(([name, list]) => [name, list.length]));
  return { segments: rows, counts: counts as Record<SegmentFilter | 'all', number> };
}

type Row = Omit<ListedSegment, 'changed'>;

function toRow(view: SegmentView): Row {
  const { key, name, internal, revision, archivedAt } = view.definition;
  const archived = archivedAt !== null;
  return { key, name, internal, archived, revision, sentence: view.sentence, ...summarizeUse(view) };
}

function whenOf({ changed }: ListedSegment): number {
  return changed ? Date.parse(changed.when) : 0;
}
