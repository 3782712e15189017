import { z } from 'zod';
import { invalid } from '../errors/use-case-error.ts';

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
  const start = after === undefined ? undefined : readCursor(list, after);
  const behind = start ? placed.filter(({ position }) => comparePositions(position, start) > 0) : placed;
  const sorted = behind.sort((one, other) => comparePositions(one.position, other.position));
  const shown = sorted.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(({ entry }) => show(entry)),
    next: last && shown.length < sorted.length ? writeCursor(list, last.position) : null,
  };
}

function writeCursor(list: string, position: Position): string {
  return Buffer.from(JSON.stringify([list, ...position])).toString('base64url');
}

const cursorSchema = z.tuple([z.string(), z.number(), z.string(), z.string()]);

function readCursor(list: string, after: string): Position {
  const read = cursorSchema.safeParse(parseJson(Buffer.from(after, 'base64url').toString()));
  if (read.success && read.data[0] === list) return [read.data[1], read.data[2], read.data[3]];
  const message =
    "This is not the 'next' of an earlier answer of this list. Leave it out to begin with the first page.";
  throw invalid({ parameter: 'after', code: 'no-such-page', message });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
