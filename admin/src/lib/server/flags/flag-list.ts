import type { FlagDefinition } from '@hoist/core';
import { createYield } from '@hoist/store';
import type { AdminContext } from '../context.ts';
import { readDefinitions } from '../definitions/definitions.ts';
import type { Definitions } from '../definitions/definitions.ts';
import { createLook } from './flag-look.ts';
import { readSearch } from './flag-search.ts';
import type { SearchedFlag } from './flag-search.ts';
import { toFlagView } from './flag-views.ts';
import type { FlagView } from './flag-views.ts';
import { collator, flagsInOrder } from './flags-in-order.ts';
import type { Person } from '../access/person.ts';

export const flagFilters = ['growing', 'paused', 'not-set-up', 'clean-up', 'mine', 'archived'] as const;
/** `clean-up`: nobody asked for it in 14 days. `mine`: the person is its owner. `archived`: left out otherwise. */
export type FlagFilter = (typeof flagFilters)[number];

export const flagSorts = ['name', 'newest', 'asked', 'module', 'owner'] as const;
/** `asked`: what was asked for most in the last 7 days comes first. */
export type FlagSort = (typeof flagSorts)[number];

/** Which flags are asked for, and in which order. */
export interface FlagSearch {
  /** As {@link readSearch} reads it. */
  readonly search?: string;
  readonly is?: FlagFilter | undefined;
  readonly sort?: FlagSort;
}

export interface FlagQuery extends FlagSearch {
  readonly page?: number;
  readonly size?: number;
}

/** A flag as lists show it, with when it was last asked for. */
interface ListedFlag extends FlagView {
  /** The beginning of the day (UTC) on which it was last asked for; undefined for never in the last 30 days. */
  readonly lastDay: number | undefined;
  /** Whether an app asked for it by itself then, or it was only delivered with all flags. */
  readonly evaluated: boolean;
  /** Whole days that nobody asked for it, where there are 14 or more. */
  readonly unusedDays: number | undefined;
}

export interface FlagPage {
  readonly flags: readonly ListedFlag[];
  /** How many match, on all pages. */
  readonly total: number;
  /** The page that this is: the last one where a later one was asked for. */
  readonly page: number;
  readonly pages: number;
  /** How many of those that the words find have each of the states. */
  readonly counts: Readonly<Record<FlagFilter | 'all', number>>;
  /** What is no word of a search, each explained in a sentence; nothing is found then. */
  readonly unknown: readonly string[];
}

/** All flags that a search finds, in its order. */
interface FoundFlags extends Pick<FlagPage, 'counts' | 'unknown'> {
  readonly flags: readonly FlagDefinition[];
  /** What comes before the name in the order: flags with a smaller rank stand first. */
  readonly rankOf: (flag: FlagDefinition) => number;
  readonly show: (flag: FlagDefinition) => ListedFlag;
}

/** A page of flags, answered from memory. */
export async function listFlags(
  hoist: AdminContext,
  person: Person,
  { page = 1, size = 50, ...search }: FlagQuery = {},
): Promise<FlagPage> {
  const { flags, counts, unknown, show } = await findFlags(hoist, person, search);
  const pages = Math.max(1, Math.ceil(flags.length / size));
  const shownPage = Math.min(Math.max(1, page), pages);
  const start = (shownPage - 1) * size;
  return {
    flags: flags.slice(start, start + size).map(show),
    total: flags.length,
    page: shownPage,
    pages,
    counts,
    unknown,
  };
}

/** Finds flags in memory, in slices; only those that are shown are described. */
export async function findFlags(
  hoist: AdminContext,
  person: Person,
  { search = '', is, sort = 'name' }: FlagSearch,
): Promise<FoundFlags> {
  const definitions = readDefinitions(hoist.definitions);
  const usage = await hoist.usage.read();
  const words = readSearch(
    search,
    definitions.environments.map(({ key }) => key),
  );
  const look = createLook(hoist, person, definitions, usage);
  const filter = is ?? (words.isOfArchived ? 'archived' : undefined);
  const counts = { all: 0, growing: 0, paused: 0, 'not-set-up': 0, 'clean-up': 0, mine: 0, archived: 0 };
  const flags: FlagDefinition[] = [];
  const yieldToEventLoop = createYield();
  for (const flag of flagsInOrder(definitions)) {
    const seen = look(flag);
    const states = words.unknown.length === 0 && words.matches(seen) ? statesOf(seen) : [];
    for (const state of states) counts[state]++;
    if (states.includes(filter ?? 'all')) flags.push(flag);
    await yieldToEventLoop();
  }
  const rankOf = ranking(sort, definitions, (flag) => look(flag).usage().evaluations);
  return {
    flags: sort === 'name' ? flags : await sortInSlices(flags, rankOf),
    rankOf,
    unknown: words.unknown,
    show: (flag) => {
      const seen = look(flag);
      const { lastDay, evaluated } = seen.usage();
      return { ...toFlagView(hoist, definitions, flag), lastDay, evaluated, unusedDays: seen.unusedDays() };
    },
    counts,
  };
}

/** The lists that a flag is in: an archived one in none but its own. */
function statesOf({ is }: SearchedFlag): (FlagFilter | 'all')[] {
  if (is('archived')) return ['archived'];
  const states = {
    growing: 'growing',
    paused: 'paused',
    'not-set-up': 'not-set-up',
    'clean-up': 'stale',
    mine: 'mine',
  } as const;
  return ['all', ...(Object.keys(states) as (keyof typeof states)[]).filter((filter) => is(states[filter]))];
}

/** By numbers that are made once, so that sorting thousands takes no longer than a slice. */
async function sortInSlices(
  flags: readonly FlagDefinition[],
  rankOf: (flag: FlagDefinition) => number,
): Promise<FlagDefinition[]> {
  const yieldToEventLoop = createYield();
  const ranked: { readonly flag: FlagDefinition; readonly rank: number }[] = [];
  for (const flag of flags) {
    ranked.push({ flag, rank: rankOf(flag) });
    await yieldToEventLoop();
  }
  return ranked.sort((one, other) => one.rank - other.rank).map(({ flag }) => flag);
}

/** By its number, or the place of its module or owner in the alphabet; those without come last. */
function ranking(
  sort: FlagSort,
  { flags }: Definitions,
  evaluationsOf: (flag: FlagDefinition) => number,
): (flag: FlagDefinition) => number {
  if (sort === 'name') return () => 0;
  if (sort === 'newest') return ({ createdAt }) => (createdAt ? -Date.parse(createdAt) : 0);
  if (sort === 'asked') return (flag) => -evaluationsOf(flag);
  const nameOf = (flag: FlagDefinition) => (sort === 'module' ? flag.module : (flag.owner?.name ?? ''));
  const names = [...new Set([...flags.values()].map(nameOf))].filter(Boolean).sort(collator.compare);
  const ranks = new Map(names.map((name, index) => [name, index]));
  return (flag) => ranks.get(nameOf(flag)) ?? names.length;
}
