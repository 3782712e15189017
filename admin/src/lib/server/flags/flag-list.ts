import type { FlagDefinition } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { dayLength } from '../counts/usage.ts';
import { readDefinitions } from '../definitions/definitions.ts';
import { isGone } from '../publishing/archived.ts';
import type { Definitions } from '../definitions/definitions.ts';
import { toFlagView } from './flag-views.ts';
import type { FlagView } from './flag-views.ts';
import { findUnused, usageOf } from '../counts/insights.ts';
import type { FlagUsage } from '../counts/insights.ts';
import type { Person } from '../access/person.ts';
import { isGrowing, listRollouts } from '../settings/rollouts.ts';
import { readPublished } from '../publishing/published.ts';

export const flagFilters = ['growing', 'paused', 'not-set-up', 'clean-up', 'mine', 'archived'] as const;
/** `clean-up`: nobody asked for it in 14 days. `mine`: the person is its owner. `archived`: left out otherwise. */
export type FlagFilter = (typeof flagFilters)[number];

export const flagSorts = ['name', 'newest', 'asked'] as const;
/** `asked`: what was asked for most in the last 7 days comes first. */
export type FlagSort = (typeof flagSorts)[number];

/** Which flags are asked for, and in which order. */
export interface FlagSearch {
  /** Words that name, key, module, tags or owner contain; `module:`, `tag:`, `owner:` and `kind:` look in one of them. */
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
}

/** All flags that a search finds, in its order. */
interface FoundFlags extends Pick<FlagPage, 'counts'> {
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
  const { flags, counts, show } = await findFlags(hoist, person, search);
  const pages = Math.max(1, Math.ceil(flags.length / size));
  const shownPage = Math.min(Math.max(1, page), pages);
  const start = (shownPage - 1) * size;
  return {
    flags: flags.slice(start, start + size).map(show),
    total: flags.length,
    page: shownPage,
    pages,
    counts,
  };
}

/** Finds flags in memory; only those that are shown are described. */
export async function findFlags(
  hoist: AdminContext,
  person: Person,
  { search = '', is, sort = 'name' }: FlagSearch,
): Promise<FoundFlags> {
  const definitions = readDefinitions(hoist.definitions);
  const tests = toTests(search);
  const matching = inOrder(definitions).filter((flag) => tests.every((test) => test(flag)));
  const gone = matching.filter((flag) => isGone(hoist, 'flag', flag));
  const found = gone.length === 0 ? matching : matching.filter((flag) => !gone.includes(flag));
  const usage = await hoist.usage.read();
  const now = hoist.now();
  const usages = new Map(found.map((flag) => [flag.key, usageOf(flag, usage, now)]));
  const unused = new Map(
    findUnused(found, [...usages.values()], now).map(({ flag, days }) => [flag, days ?? now / dayLength]),
  );
  const rollouts = findRollouts(hoist, definitions);
  const setUp = findSetUp(hoist, definitions);
  const filters: Readonly<Record<FlagFilter, (flag: FlagDefinition) => boolean>> = {
    growing: ({ key }) => rollouts.running.has(key),
    paused: ({ key }) => rollouts.paused.has(key),
    'not-set-up': ({ key }) => !setUp.has(key),
    'clean-up': ({ key }) => unused.has(key),
    archived: () => false,
    mine: ({ owner }) => owner?.person === person.id,
  };
  const shown = is === 'archived' ? gone : is ? found.filter(filters[is]) : found;
  const rankOf = ranking(sort, usages);
  const count = (filter: FlagFilter) => found.filter(filters[filter]).length;
  return {
    flags: sort === 'name' ? shown : [...shown].sort((one, other) => rankOf(one) - rankOf(other)),
    rankOf,
    show: (flag) => ({
      ...toFlagView(hoist, definitions, flag),
      lastDay: usages.get(flag.key)?.lastDay,
      evaluated: usages.get(flag.key)?.evaluated ?? false,
      unusedDays: unused.has(flag.key) ? Math.floor(unused.get(flag.key) ?? 0) : undefined,
    }),
    counts: {
      all: found.length,
      growing: count('growing'),
      paused: count('paused'),
      'not-set-up': count('not-set-up'),
      'clean-up': count('clean-up'),
      mine: count('mine'),
      archived: gone.length,
    },
  };
}

const orders = new WeakMap<Definitions, readonly FlagDefinition[]>();
const collator = new Intl.Collator('en');

/** By their names; sorted once a version. */
function inOrder(definitions: Definitions): readonly FlagDefinition[] {
  let order = orders.get(definitions);
  if (!order) {
    order = [...definitions.flags.values()].sort(
      (one, other) => collator.compare(one.name, other.name) || (one.key < other.key ? -1 : 1),
    );
    orders.set(definitions, order);
  }
  return order;
}

type Test = (flag: FlagDefinition) => boolean;

function toTests(search: string): Test[] {
  return search.toLowerCase().split(/\s+/).filter(Boolean).map(toTest);
}

function toTest(word: string): Test {
  const [, field, rest = ''] = /^(module|tag|owner|kind):(.+)$/.exec(word) ?? [];
  if (field === 'tag') return ({ tags }) => tags.some((tag) => tag.toLowerCase() === rest);
  if (field === 'owner') return ({ owner }) => owner?.name.toLowerCase().includes(rest) ?? false;
  if (field === 'module' || field === 'kind') return (flag) => flag[field].toLowerCase().includes(rest);
  return ({ name, key, module, owner, tags }) =>
    [name, key, module, owner?.name ?? '', ...tags].some((text) => text.toLowerCase().includes(word));
}

/** Keys of flags that grow, or wait to go on, in any environment. */
function findRollouts(hoist: AdminContext, { environments }: Definitions) {
  const running = new Set<string>();
  const paused = new Set<string>();
  for (const { key: environment } of environments) {
    for (const [key, { setting }] of readPublished(hoist.published(environment)).flags) {
      const rollouts = setting?.enabled ? listRollouts(hoist, setting) : [];
      if (rollouts.some(isGrowing)) running.add(key);
      if (rollouts.some(({ state }) => state === 'paused')) paused.add(key);
    }
  }
  return { running, paused };
}

function findSetUp(hoist: AdminContext, { environments }: Definitions): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const { key: environment } of environments) {
    for (const [key, { setting }] of readPublished(hoist.published(environment)).flags)
      if (setting) keys.add(key);
  }
  return keys;
}

function ranking(sort: FlagSort, usages: ReadonlyMap<string, FlagUsage>): (flag: FlagDefinition) => number {
  if (sort === 'name') return () => 0;
  if (sort === 'newest') return ({ createdAt }) => (createdAt ? -Date.parse(createdAt) : 0);
  return ({ key }) => -(usages.get(key)?.evaluations ?? 0);
}
