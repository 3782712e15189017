import type { CountPage, CountRow, Json } from '@hoist/core';
import type { Rollup, RollupRow } from '@hoist/store';

/** A number with its series: of one flag, or of all flags together (without variant and rule). */
export type CountSum = Omit<CountRow, 'flag'>;

/** Limits of a sum of a minute, an hour or a day; names beyond them are counted under `other` and `otherFlags`. */
export const sumLimits = { unknownFlags: 200, series: 1_000 } as const;
/** The key of the row for undefined flags beyond the first 200; no flag can have this key. */
export const otherFlags = '(other)';

const other = 'other';

/**
 * Sums counts by flag and series. Senders choose the names, so their number is limited: the first ones get rows of
 * their own, and every count is in some row.
 */
export class FlagSums {
  readonly #isDefined: (flag: string) => boolean;
  readonly #flags = new Map<string, Map<string, CountSum>>();
  #unknown = 0;

  constructor(isDefined: (flag: string) => boolean) {
    this.#isDefined = isDefined;
  }

  addPages(pages: readonly CountPage[]): void {
    for (const { rows } of pages) for (const { flag, ...series } of rows) this.#add(flag, series);
  }

  addRollups(rollups: readonly Rollup[]): void {
    for (const rollup of rollups) for (const sum of readSums(rollup)) this.#add(rollup.flag, sum);
  }

  /** Returns a row for each flag, and one with an empty key for all flags together. */
  toRows(): RollupRow[] {
    const total = new Map<string, CountSum>();
    for (const sums of this.#flags.values())
      for (const sum of sums.values()) add(total, { ...sum, variant: null, rule: null });
    return [['', total] as const, ...this.#flags].map(([flag, sums]) => ({
      flag,
      series: [...sums].sort(byKey).map(([, sum]) => sum) satisfies Json,
    }));
  }

  #add(flag: string, sum: CountSum): void {
    add(this.#sumsOf(flag), sum);
  }

  #sumsOf(flag: string): Map<string, CountSum> {
    let sums = this.#flags.get(flag);
    if (sums) return sums;
    if (flag !== otherFlags && !this.#isDefined(flag) && ++this.#unknown > sumLimits.unknownFlags)
      return this.#sumsOf(otherFlags);
    this.#flags.set(flag, (sums = new Map()));
    return sums;
  }
}

/** Reads the series of a roll-up that FlagSums wrote. */
export function readSums({ series }: Rollup): readonly CountSum[] {
  return series as unknown as readonly CountSum[];
}

function add(sums: Map<string, CountSum>, sum: CountSum): void {
  const { key, series } = placeOf(sums, sum);
  sums.set(key, { ...series, count: (sums.get(key)?.count ?? 0) + sum.count });
}

/**
 * Returns the row of a series; if there is no room for it, the row without the app, or without everything that
 * senders choose.
 */
function placeOf(sums: ReadonlyMap<string, CountSum>, sum: CountSum) {
  const own = { key: keyOf(sum), series: sum };
  if (sums.has(own.key) || sums.size < sumLimits.series) return own;
  const series = { ...sum, app: other, appVersion: '' };
  const withoutApp = { key: keyOf(series), series };
  if (sums.has(withoutApp.key) || sums.size < 2 * sumLimits.series) return withoutApp;
  const bare = { ...series, variant: null, rule: null };
  return { key: keyOf(bare), series: bare };
}

function keyOf({ variant, reason, rule, source, credential, app, appVersion }: CountSum): string {
  return JSON.stringify([variant, reason, rule, source, credential, app, appVersion]);
}

/** Orders series, so that equal sums have equal text. */
function byKey([one]: readonly [string, CountSum], [next]: readonly [string, CountSum]): number {
  return one < next ? -1 : 1;
}
