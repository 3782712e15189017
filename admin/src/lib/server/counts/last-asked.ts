import { describeLastUse, describeUse } from '#lib/describe-use.ts';
import type { AdminContext } from '../context.ts';
import { isEvaluation } from './count-kinds.ts';
import { listBrowserKeys, useOf } from './flag-use.ts';
import { readSums } from './flag-sums.ts';
import { dayLength, usageDays } from './usage.ts';

/** Who asked for a flag in an environment in the last 30 days, and when last. */
export interface LastAsked {
  /** The start of the last day in ms since the Unix epoch, UTC. */
  readonly lastDay: number;
  /** "Last asked yesterday: 1,204 evaluations in the last 30 days, by shop 3.9", without its stop. */
  readonly sentence: string;
}

/** Reads when a flag was last asked for, by environment; those where nobody asked in the last 30 days are left out. */
export async function readLastAsked(
  hoist: AdminContext,
  flag: string,
): Promise<ReadonlyMap<string, LastAsked>> {
  const today = Math.floor(hoist.now() / dayLength);
  const from = today - usageDays + 1;
  const rollups = await hoist.store.counts.rollups({ level: 'day', flag, from, to: today + 1 });
  const found = new Map<string, LastAsked>();
  for (const environment of new Set(rollups.map((rollup) => rollup.environment))) {
    const own = rollups.filter((rollup) => rollup.environment === environment);
    const sums = own.flatMap(readSums);
    const lastDay = Math.max(...own.map(({ at }) => at)) * dayLength;
    const when = describeLastUse({ lastDay, evaluated: sums.some(isEvaluation) }, hoist.now());
    const use = describeUse(
      useOf(sums, listBrowserKeys(hoist, environment)),
      `in the last ${usageDays} days`,
    );
    found.set(environment, { lastDay, sentence: `Last asked ${when}: ${use}` });
  }
  return found;
}
