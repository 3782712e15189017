import { z } from 'zod';
import { readCursor, writeCursor } from '../cursor.ts';

/** The greatest number of entries on a page of a list. */
const mostEntries = 500;
const usualEntries = 100;

/** The query parameters that every list takes. */
export const pageShape = {
  after: z.string().max(8_000).optional(),
  limit: z.coerce.number().int().min(1).max(mostEntries).default(usualEntries),
};

/** The part of a list to return: `limit` entries after the position that `next` of an earlier answer gave. */
export interface PageQuery {
  readonly after?: string | undefined;
  readonly limit: number;
}

/** A page of a list; `next` is null on the last page. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/**
 * The position of an entry in a list: its rank, then its name in alphabetical order, then its unique key. The next
 * page begins after a position and not at a number, so pages never share or skip an entry.
 */
export type Position = readonly [rank: number, name: string, key: string];

const collator = new Intl.Collator('en');

/** Compares two positions, for `sort`. */
function comparePositions(one: Position, other: Position): number {
  const byName = one[0] - other[0] || collator.compare(one[1], other[1]);
  return byName || Number(one[2] > other[2]) - Number(one[2] < other[2]);
}

/** A list in the order of its positions. Its name goes into `next`, which no other list takes. */
export interface PagedList<Entry, Item> {
  readonly list: string;
  readonly positionOf: (entry: Entry) => Position;
  readonly show: (entry: Entry) => Item;
}

/** Returns one page of entries in the order of their positions; `show` converts only the entries of that page. */
export function toPage<Entry, Item>(
  entries: readonly Entry[],
  { after, limit }: PageQuery,
  { list, positionOf, show }: PagedList<Entry, Item>,
): Page<Item> {
  const placed = entries.map((entry) => ({ entry, position: positionOf(entry) }));
  const start = after === undefined ? undefined : readCursor(list, after, positionSchema);
  const behind = start ? placed.filter(({ position }) => comparePositions(position, start) > 0) : placed;
  const sorted = behind.sort((one, other) => comparePositions(one.position, other.position));
  const shown = sorted.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(({ entry }) => show(entry)),
    next: last && shown.length < sorted.length ? writeCursor(list, last.position) : null,
  };
}

const positionSchema = z.tuple([z.number(), z.string(), z.string()]);
