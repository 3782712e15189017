import { countLate } from '@hoist/store';
import type { FlagDefinition } from '@hoist/core';
import type { AdminContext, UsageView } from '../context.ts';
import { dayLength } from './usage.ts';
import { unlessAway } from '../errors/unless-away.ts';
import { isGone } from '../publishing/archived.ts';
import { readDefinitions } from '../definitions/definitions.ts';
import { readPublished } from '../publishing/published.ts';
import { listSegmentUses } from '../publishing/segment-uses.ts';

/** After so many days without an evaluation a flag is listed as unused. */
export const unusedAfter = 14;

/** When a flag was last used, and how often in the last 7 days. */
export interface FlagUsage {
  readonly flag: string;
  readonly name: string;
  /**
   * The beginning (UTC) of the last day of use, in ms since the Unix epoch; undefined if there was none in the last
   * 30 days.
   */
  readonly lastDay: number | undefined;
  /** True if an app evaluated it in the last 30 days; else it was at most delivered in bulk answers. */
  readonly evaluated: boolean;
  readonly evaluations: number;
  readonly errors: number;
}

/** A flag that was not evaluated for a while. */
export interface UnusedFlag extends FlagUsage {
  /** The environments where the flag is on. */
  readonly on: readonly string[];
  /** Whole days since the last use, or since the flag was made; undefined if unknown. */
  readonly days: number | undefined;
}

/** How flags are used, and what can be cleaned up. */
export interface Insights {
  readonly flags: number;
  readonly kinds: readonly { readonly kind: FlagDefinition['kind']; readonly count: number }[];
  readonly notSetUp: number;
  readonly segments: number;
  readonly unusedSegments: readonly { readonly key: string; readonly name: string }[];
  /** The flags used most in the last 7 days, the busiest first. */
  readonly busiest: readonly FlagUsage[];
  readonly failing: readonly FlagUsage[];
  readonly unused: readonly UnusedFlag[];
  /** Evaluations that arrived more than 48 hours late and are in no sum. */
  readonly late: number;
}

const mostListed = 10;
export const lastDays = 7;

/**
 * Reads what is defined, how it is used, and which flags are unused: from memory and by one query per environment.
 */
export async function readInsights(hoist: AdminContext): Promise<Insights> {
  const { flags: all, segments: allSegments, environments } = readDefinitions(hoist.definitions);
  const flags = [...all.values()].filter((flag) => !isGone(hoist, 'flag', flag));
  const segments = [...allSegments.values()].filter((segment) => !isGone(hoist, 'segment', segment));
  const usage = await hoist.usage.read();
  const usages = flags.map((flag) => usageOf(flag, usage, hoist.now()));
  const isOn = (flag: string) =>
    environments
      .map(({ key }) => key)
      .filter((key) => readPublished(hoist.published(key)).flags.get(flag)?.setting?.enabled === true);
  const isSetUp = (flag: string) =>
    environments.some(
      ({ key }) => (readPublished(hoist.published(key)).flags.get(flag)?.setting ?? null) !== null,
    );
  const late = await unlessAway(
    () => Promise.all(environments.map(({ key }) => countLate(hoist.store.records, key))),
    [],
  );
  return {
    flags: flags.length,
    kinds: countKinds(flags),
    notSetUp: flags.filter(({ key }) => !isSetUp(key)).length,
    segments: segments.length,
    unusedSegments: segments
      .filter(({ key }) => listSegmentUses(hoist, key).length === 0)
      .sort((one, other) => one.name.localeCompare(other.name) || (one.key < other.key ? -1 : 1))
      .map(({ key, name }) => ({ key, name })),
    busiest: top(usages, ({ evaluations }) => evaluations),
    failing: top(usages, ({ errors }) => errors),
    unused: findUnused(flags, usages, hoist.now()).map((each) => ({ ...each, on: isOn(each.flag) })),
    late: late.reduce((sum, count) => sum + count, 0),
  };
}

/**
 * Finds flags that were not evaluated for 14 days, the longest unused first. A younger flag that was never evaluated
 * is not one of them.
 */
export function findUnused(
  flags: readonly FlagDefinition[],
  usages: readonly FlagUsage[],
  now: number,
): Omit<UnusedFlag, 'on'>[] {
  const made = new Map(flags.map(({ key, createdAt }) => [key, createdAt]));
  return usages
    .map((usage) => {
      const createdAt = made.get(usage.flag);
      const since = usage.lastDay ?? (createdAt ? Date.parse(createdAt) : undefined);
      return { ...usage, days: since === undefined ? undefined : Math.floor((now - since) / dayLength) };
    })
    .filter(({ days }) => days === undefined || days >= unusedAfter)
    .sort((a, b) => (b.days ?? Infinity) - (a.days ?? Infinity));
}

/** Sums how a flag was used in all environments. */
export function usageOf({ key, name }: FlagDefinition, usage: UsageView, now: number): FlagUsage {
  const since = Math.floor(now / dayLength) - lastDays + 1;
  let last = -1;
  let evaluations = 0;
  let errors = 0;
  let evaluated = false;
  for (const flags of usage.values()) {
    for (const day of flags.get(key) ?? []) {
      if (day.evaluations + day.delivered > 0) last = Math.max(last, day.day);
      if (day.evaluations > 0) evaluated = true;
      if (day.day < since) continue;
      evaluations += day.evaluations;
      errors += day.errors;
    }
  }
  const lastDay = last < 0 ? undefined : last * dayLength;
  return { flag: key, name, lastDay, evaluated, evaluations, errors };
}

function countKinds(flags: readonly FlagDefinition[]): Insights['kinds'] {
  const kinds = new Map<FlagDefinition['kind'], number>();
  for (const { kind } of flags) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  return [...kinds].map(([kind, count]) => ({ kind, count })).sort((a, b) => b.count - a.count);
}

function top(usages: readonly FlagUsage[], numberOf: (usage: FlagUsage) => number): FlagUsage[] {
  return usages
    .filter((usage) => numberOf(usage) > 0)
    .sort((a, b) => numberOf(b) - numberOf(a))
    .slice(0, mostListed);
}
