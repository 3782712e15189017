import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { findInvisible, isLongerThan, limits } from '@hoist/core';
import { createYield } from '@hoist/store';
import { UseCaseError } from '../errors/use-case-error.ts';

/** How a text lists IDs: one a line, one JSON string a line, or a column of a table, by its name in the first line. */
export type IdsFormat =
  { readonly kind: 'lines' | 'ndjson' } | { readonly kind: 'csv'; readonly column?: string | undefined };

/** A line that holds no ID that can be listed, counted from 1. */
interface RefusedLine {
  readonly line: number;
  readonly message: string;
}

/** The IDs of a text, each once, and the lines that are none. */
export interface ReadIds {
  readonly ids: ReadonlySet<string>;
  readonly refused: readonly RefusedLine[];
}

/** Characters of a table that are parsed at once. */
const sliceLength = 65_536;

interface Cell {
  readonly line: number;
  readonly id: string | undefined;
  readonly message?: string | undefined;
}

/**
 * Reads IDs in slices. Empty lines are skipped, and spaces around an ID are dropped; a line that is wrong refuses no other. Throws
 * UseCaseError 400 for a table that cannot be read or has no such column.
 */
export async function readIds(text: string, format: IdsFormat): Promise<ReadIds> {
  const ids = new Set<string>();
  const refused: RefusedLine[] = [];
  const yieldToEventLoop = createYield();
  for await (const { line, id, message } of cellsOf(text.replace(/^\uFEFF/, ''), format)) {
    const wrong = message ?? (id === undefined ? undefined : findFault(id));
    if (wrong !== undefined) refused.push({ line, message: wrong });
    else if (id !== undefined && id !== '') ids.add(id);
    const pause = yieldToEventLoop();
    if (pause) await pause;
  }
  return { ids, refused };
}

function cellsOf(text: string, format: IdsFormat): Iterable<Cell> | AsyncIterable<Cell> {
  if (format.kind === 'csv') return readTable(text, format.column);
  return readLines(text, format.kind === 'ndjson' ? readJsonLine : (line) => ({ id: line.trim() }));
}

function* readLines(text: string, read: (line: string) => Omit<Cell, 'line'>): Generator<Cell> {
  let line = 0;
  for (let from = 0; from <= text.length;) {
    const end = text.indexOf('\n', from);
    const to = end === -1 ? text.length : end;
    line++;
    yield { line, ...read(text.slice(from, to)) };
    from = to + 1;
  }
}

function readJsonLine(line: string): Omit<Cell, 'line'> {
  if (line.trim() === '') return { id: undefined };
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value === 'string') return { id: value };
  } catch {
    // Said below, as for any other JSON.
  }
  return { id: undefined, message: 'It is not a JSON string. Write one in quotes a line.' };
}

async function* readTable(text: string, column: string | undefined): AsyncGenerator<Cell> {
  const options = { bom: true, info: true, trim: true, relax_column_count: true, skip_empty_lines: true };
  const rows = Readable.from(sliceText(text)).pipe(parse({ ...options, delimiter: findDelimiter(text) }));
  let place = column === undefined ? 0 : -1;
  try {
    for await (const row of rows as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (place === -1) {
        place = row.record.findIndex((name) => name === column);
        if (place === -1)
          throw new UseCaseError('malformed-body', `There is no column '${column}' in its first line.`);
        continue;
      }
      yield { line: row.info.lines, id: row.record[place] ?? '' };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new UseCaseError('malformed-body', `The table cannot be read: ${error.message}.`);
  }
}

/** Parsed as a whole, 16 MiB would block the event loop for half a second. */
function* sliceText(text: string): Generator<string> {
  for (let from = 0; from < text.length; from += sliceLength) yield text.slice(from, from + sliceLength);
}

/** What separates the columns of a table: whatever the first line has most of. */
function findDelimiter(text: string): string {
  const [first = ''] = text.split('\n', 1);
  const counts = ['\t', ';', ','].map((sign) => ({ sign, count: first.split(sign).length }));
  return counts.sort((one, other) => other.count - one.count)[0]?.sign ?? ',';
}

function findFault(id: string): string | undefined {
  if (isLongerThan(id, limits.targetingKey)) return `An ID has at most ${limits.targetingKey} characters.`;
  return findInvisible(id);
}
