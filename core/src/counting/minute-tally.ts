import { limits } from '../model/limits.ts';
import type { CountPage, CountRow } from './count-page.ts';

/** A series without its number. */
export type CountSeries = Omit<CountRow, 'count'>;

interface Page {
  readonly number: number;
  readonly rows: { -readonly [Name in keyof CountRow]: CountRow[Name] }[];
  bytes: number;
  sequence: number;
  acknowledged: number;
  changed: boolean;
}

/** How much of a minute may be kept: `pageBytes` a page, and so many `pages`. */
export interface TallyLimits {
  readonly pageBytes: number;
  readonly pages: number;
}

/** What one minute of one environment has counted, in pages that a store takes. A series never leaves its page. */
export class MinuteTally {
  readonly environment: string;
  readonly minute: number;
  readonly #limits: TallyLimits;
  readonly #rows = new Map<string, { readonly page: Page; readonly row: Page['rows'][number] }>();
  readonly #pages: Page[] = [];

  constructor(environment: string, minute: number, tallyLimits: TallyLimits) {
    this.environment = environment;
    this.minute = minute;
    this.#limits = tallyLimits;
  }

  get bytes(): number {
    return this.#pages.reduce((sum, page) => sum + page.bytes, 0);
  }

  /** What is not acknowledged yet. */
  get unsent(): number {
    return this.#open().reduce((sum, { rows }) => sum + rows.reduce((all, { count }) => all + count, 0), 0);
  }

  get isAcknowledged(): boolean {
    return this.#open().length === 0;
  }

  /** Returns how many of these there was no room for. */
  add(key: string, series: CountSeries, count: number): number {
    const known = this.#rows.get(key);
    if (known) {
      const taken = Math.min(count, limits.countOfRow - known.row.count);
      known.row.count += taken;
      known.page.changed = true;
      return count - taken;
    }
    const bytes = sizeOf(series);
    const page = this.#pageFor(bytes);
    if (!page) return count;
    const row = { ...series, count: Math.min(count, limits.countOfRow) };
    page.rows.push(row);
    page.bytes += bytes;
    page.changed = true;
    this.#rows.set(key, { page, row });
    return count - row.count;
  }

  /** A copy of every page that is not acknowledged; what changed since the last call has a higher sequence. */
  pending(sender: string): CountPage[] {
    const { environment, minute } = this;
    return this.#open().map((page) => {
      if (page.changed) page.sequence++;
      page.changed = false;
      const rows = page.rows.map((row) => ({ ...row }));
      return { environment, sender, minute, page: page.number, sequence: page.sequence, rows };
    });
  }

  acknowledge({ page: number, sequence }: CountPage): void {
    const page = this.#pages[number];
    if (page) page.acknowledged = Math.max(page.acknowledged, sequence);
  }

  #open(): Page[] {
    return this.#pages.filter((page) => page.changed || page.acknowledged < page.sequence);
  }

  #pageFor(bytes: number): Page | undefined {
    const last = this.#pages.at(-1);
    if (last && last.bytes + bytes <= this.#limits.pageBytes) return last;
    if (this.#pages.length >= this.#limits.pages) return undefined;
    const page = {
      number: this.#pages.length,
      rows: [],
      bytes: 0,
      sequence: 0,
      acknowledged: 0,
      changed: false,
    };
    this.#pages.push(page);
    return page;
  }
}

/** Bytes of a row in JSON with room for the largest number; what is not ASCII is taken at its worst. */
function sizeOf(series: CountSeries): number {
  const text = JSON.stringify({ ...series, count: Number.MAX_SAFE_INTEGER });
  return 1 + text.length + 2 * text.replace(/[\0-\x7f]/g, '').length;
}
