import { readSums } from './flag-sums.ts';
import type { Counts } from '@hoist/store';
import { unlessAway } from '../errors/unless-away.ts';
import { isEvaluation, sumOf } from './count-kinds.ts';
import type { DayUsage, Usage, UsageView } from '../context.ts';

/** How many days of use lists cover. */
export const usageDays = 30;
/** The length of a day in ms. */
export const dayLength = 86_400_000;
const refreshEvery = 2_000;

/** Makes a reader of usage by day. It reads all days once, and afterwards only those that may still change. */
export function createUsage(counts: Counts, now: () => number): Usage {
  const days = new Map<number, Map<string, Map<string, DayUsage>>>();
  let readAt = Number.NEGATIVE_INFINITY;
  let view: UsageView = new Map();
  let reading: Promise<UsageView> | undefined;
  const refresh = async (): Promise<UsageView> => {
    const today = Math.floor(now() / dayLength);
    const first = today - usageDays + 1;
    // What is sealed after 48 h may change until then.
    const from = days.size === 0 ? first : today - 2;
    const rollups = await counts.allRollups({ level: 'day', from, to: today + 2 });
    for (const day of [...days.keys()]) if (day >= from || day < first) days.delete(day);
    for (const rollup of rollups) {
      const sums = readSums(rollup);
      const usage = {
        day: rollup.at,
        evaluations: sumOf(sums.filter(isEvaluation)),
        delivered: sumOf(sums.filter((sum) => !isEvaluation(sum))),
        errors: sumOf(sums.filter(({ reason }) => reason === 'ERROR')),
      };
      const environments = getOrMake(days, rollup.at, () => new Map<string, Map<string, DayUsage>>());
      getOrMake(environments, rollup.environment, () => new Map<string, DayUsage>()).set(rollup.flag, usage);
    }
    return (view = toView(days));
  };
  return {
    read() {
      if (performance.now() - readAt < refreshEvery) return Promise.resolve(view);
      reading ??= unlessAway(refresh, view).finally(() => {
        // What is away is not waited for again by every list of a page.
        readAt = performance.now();
        reading = undefined;
      });
      return reading;
    },
  };
}

function toView(days: ReadonlyMap<number, ReadonlyMap<string, ReadonlyMap<string, DayUsage>>>): UsageView {
  const view = new Map<string, Map<string, DayUsage[]>>();
  for (const [, environments] of [...days].sort(([one], [other]) => one - other)) {
    for (const [environment, flags] of environments) {
      const own = getOrMake(view, environment, () => new Map<string, DayUsage[]>());
      for (const [flag, usage] of flags) getOrMake(own, flag, () => []).push(usage);
    }
  }
  return view;
}

function getOrMake<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
