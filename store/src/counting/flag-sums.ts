import type { CountPage, CountRow, Json } from '@hoist/core';
import type { Rollup, RollupRow } from '../port.ts';

/** A series of one flag, or of all together (then without variant and rule), with its number. */
export type CountSum = Omit<CountRow, 'flag'>;

/** Adds up counts by flag and series, whatever they come in. */
export class FlagSums {
  readonly #flags = new Map<string, Map<string, CountSum>>();

  addPages(pages: readonly CountPage[]): void {
    for (const { rows } of pages) for (const { flag, ...series } of rows) this.#add(flag, series);
  }

  addRollups(rollups: readonly Rollup[]): void {
    for (const rollup of rollups) for (const sum of readSums(rollup)) this.#add(rollup.flag, sum);
  }

  /** A row a flag, and one with an empty key for all of them together. */
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
    let sums = this.#flags.get(flag);
    if (!sums) this.#flags.set(flag, (sums = new Map()));
    add(sums, sum);
  }
}

/** The series of a roll-up as FlagSums wrote it. */
export function readSums({ series }: Rollup): readonly CountSum[] {
  return series as unknown as readonly CountSum[];
}

function add(sums: Map<string, CountSum>, { count, ...series }: CountSum): void {
  const { variant, reason, rule, source, credential, app, appVersion } = series;
  const key = JSON.stringify([variant, reason, rule, source, credential, app, appVersion]);
  sums.set(key, { ...series, count: (sums.get(key)?.count ?? 0) + count });
}

/** One order for all who add up, so that equal sums are equal texts. */
function byKey([one]: readonly [string, CountSum], [other]: readonly [string, CountSum]): number {
  return one < other ? -1 : 1;
}
