import { readSums } from './flag-sums.ts';
import type { RollupLevel } from '@hoist/store';
import type { CountSum } from './flag-sums.ts';
import type { AdminContext } from '../context.ts';
import { describeUse } from '#lib/describe-use.ts';
import type { FlagUse } from '#lib/describe-use.ts';
import { isEvaluation, sumOf } from './count-kinds.ts';
import { readDefinitions, requireEnvironment, requireFlag } from '../definitions/definitions.ts';
import { listBrowserKeys, nameApp, useOf } from './flag-use.ts';
import { toRecentChange } from '../publishing/recent-changes.ts';
import type { RecentChange } from '../publishing/recent-changes.ts';

const minute = 60_000;

/** The windows of charts: how far back they look, and in which steps. */
const windows = {
  '1h': { level: 'minute', length: minute, steps: 60, words: 'the last hour' },
  '24h': { level: 'hour', length: 60 * minute, steps: 24, words: 'the last 24 hours' },
  '7d': { level: 'hour', length: 60 * minute, steps: 168, words: 'the last 7 days' },
  '30d': { level: 'day', length: 24 * 60 * minute, steps: 30, words: 'the last 30 days' },
} as const satisfies Record<
  string,
  { readonly level: RollupLevel; readonly length: number; readonly steps: number; readonly words: string }
>;
/** The name of a window. */
export type Window = keyof typeof windows;

/** Returns the window of this name; the last 24 hours for any other text. */
export function readWindow(text: string | null): Window {
  return text !== null && text in windows ? (text as Window) : '24h';
}

/** A line of a chart: a number for each step of the window. */
interface Line {
  readonly name: string;
  readonly values: readonly number[];
}

/** The lines of a chart. */
export interface Timeline {
  /** The beginning of the first step in ms since the Unix epoch; `step` is the length of each in ms. */
  readonly start: number;
  readonly step: number;
  readonly lines: readonly Line[];
}

/** A part of a total; lists have the largest first. */
export interface Share {
  readonly name: string;
  readonly count: number;
}

/**
 * How a flag was used in an environment. Evaluations were asked for by apps; `delivered` counts flags in bulk
 * answers.
 */
export interface Evaluations {
  readonly window: Window;
  readonly use: FlagUse;
  /** The same in words. */
  readonly sentence: string;
  readonly byVariant: Timeline;
  readonly variants: readonly Share[];
  readonly reasons: readonly Share[];
  readonly rules: readonly Share[];
  readonly apps: readonly Share[];
  /** Publishes of the flag's setting or definition within the window. */
  readonly changes: readonly RecentChange[];
}

const changesRead = 200;

/**
 * Reads how a flag was used in an environment over a window; throws UseCaseError 404 for an unknown flag or
 * environment.
 */
export async function readEvaluations(
  hoist: AdminContext,
  place: { readonly flag: string; readonly environment: string; readonly window: Window },
): Promise<Evaluations> {
  const { flag, environment, window } = place;
  const definitions = readDefinitions(hoist.definitions);
  requireFlag(definitions, flag);
  requireEnvironment(definitions, environment);
  const span = spanOf(hoist, window);
  const { level, from, to } = span;
  const rollups = await hoist.store.counts.rollups({ level, environment, flag, from, to });
  const placed = rollups.flatMap((rollup) => readSums(rollup).map((sum) => ({ at: rollup.at, sum })));
  // Someone who only delivers has no other number to look at.
  const asked = placed.filter(({ sum }) => isEvaluation(sum));
  const shown = asked.length > 0 ? asked : placed;
  const sums = shown.map(({ sum }) => sum);
  const all = placed.map(({ sum }) => sum);
  const use = useOf(all, listBrowserKeys(hoist, environment));
  return {
    window,
    use,
    sentence: describeUse(use, `in ${windows[window].words}`),
    byVariant: toTimeline(span, shown, ({ variant }) => variant ?? noVariant),
    variants: toShares(sums, ({ variant }) => variant ?? noVariant),
    reasons: toShares(sums, ({ reason }) => reason),
    rules: toShares(sums, ({ rule }) => rule ?? ''),
    apps: toShares(sums, nameApp),
    changes: await readChanges(hoist, place, span.start),
  };
}

/** Reads the totals of all flags, one line per environment. */
export async function readTotals(
  hoist: AdminContext,
  window: Window,
): Promise<Timeline & { readonly total: number }> {
  const span = spanOf(hoist, window);
  const { level, from, to } = span;
  const rollups = await hoist.store.counts.rollups({ level, flag: '', from, to });
  const placed = rollups.flatMap(({ at, environment, ...rollup }) =>
    readSums({ at, environment, ...rollup })
      .filter(isEvaluation)
      .map((sum) => ({ at, sum, environment })),
  );
  const names = new Map<object, string>(placed.map((each) => [each.sum, each.environment]));
  const timeline = toTimeline(span, placed, (sum) => names.get(sum) ?? '');
  return { ...timeline, total: sumOf(placed.map(({ sum }) => sum)) };
}

/** The use of a flag in an environment in the last hour, as a card shows it. */
export interface LastHour {
  /** A number per minute: evaluations, or deliveries if there were no evaluations. */
  readonly values: readonly number[];
  readonly use: FlagUse;
  readonly sentence: string;
}

/** Reads the last hour of a flag by environment; environments without any use are left out. */
export async function readLastHour(
  hoist: AdminContext,
  flag: string,
): Promise<ReadonlyMap<string, LastHour>> {
  const span = spanOf(hoist, '1h');
  const { level, from, to } = span;
  const rollups = await hoist.store.counts.rollups({ level, flag, from, to });
  const found = new Map<string, LastHour>();
  for (const environment of new Set(rollups.map((rollup) => rollup.environment))) {
    const own = rollups.filter((rollup) => rollup.environment === environment);
    const use = useOf(own.flatMap(readSums), listBrowserKeys(hoist, environment));
    const values = new Array<number>(to - from).fill(0);
    for (const rollup of own)
      values[rollup.at - from] = sumOf(
        readSums(rollup).filter((sum) => isEvaluation(sum) || use.evaluations === 0),
      );
    found.set(environment, { values, use, sentence: describeUse(use, `in ${windows['1h'].words}`) });
  }
  return found;
}

/** Stands for no variant: the app used its own default. */
const noVariant = '';

interface Span {
  readonly level: RollupLevel;
  readonly from: number;
  readonly to: number;
  readonly start: number;
  readonly step: number;
}

function spanOf(hoist: AdminContext, window: Window): Span {
  const { level, length, steps } = windows[window];
  const to = Math.floor(hoist.now() / length) + 1;
  return { level, from: to - steps, to, start: (to - steps) * length, step: length };
}

function toTimeline(
  { start, step, from, to }: Span,
  placed: readonly { readonly at: number; readonly sum: CountSum }[],
  nameOf: (sum: CountSum) => string,
): Timeline {
  const lines = new Map<string, number[]>();
  for (const { at, sum } of placed) {
    const name = nameOf(sum);
    let values = lines.get(name);
    if (!values) lines.set(name, (values = new Array<number>(to - from).fill(0)));
    values[at - from] = (values[at - from] ?? 0) + sum.count;
  }
  return { start, step, lines: [...lines].sort(byName).map(([name, values]) => ({ name, values })) };
}

function byName([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1;
}

function toShares(sums: readonly CountSum[], nameOf: (sum: CountSum) => string): Share[] {
  const shares = new Map<string, number>();
  for (const sum of sums) shares.set(nameOf(sum), (shares.get(nameOf(sum)) ?? 0) + sum.count);
  return [...shares].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count);
}

async function readChanges(
  hoist: AdminContext,
  { flag, environment }: { readonly flag: string; readonly environment: string },
  since: number,
): Promise<Evaluations['changes']> {
  const log = `environment/${environment}`;
  const { version } = hoist.published(environment).state;
  const records = await hoist.store.read(log, Math.max(0, version - changesRead), changesRead);
  const definitions = readDefinitions(hoist.definitions);
  const partKey = `flag/${flag}`;
  return records
    .filter(({ when, set }) => Date.parse(when) >= since && set.some(([each]) => each === partKey))
    .map((record) => toRecentChange(definitions, { record, environment }, partKey));
}
