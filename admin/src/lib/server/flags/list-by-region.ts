import type { Availability, FlagDefinition } from '@hoist/core';
import { describeRegion } from '@hoist/core/words';
import { createYield } from '@hoist/store';
import type { AdminContext } from '../context.ts';
import { readDefinitions, requireEnvironment } from '../definitions/definitions.ts';
import { isGone } from '../publishing/archived.ts';
import { readPublished } from '../publishing/published.ts';
import { mainRollout } from '../settings/rollouts.ts';
import type { Rollout } from '../settings/rollouts.ts';
import { describeRegionState } from './describe-region-state.ts';
import { createRegionLook } from './flag-in-region.ts';
import type { RegionState } from './flag-in-region.ts';
import { readFlagIn } from './flag-views.ts';
import { flagsInOrder } from './flags-in-order.ts';

/** `lacks`: not there, and somewhere else. `off`: nowhere. `has`: everybody there, or some of them. */
export const regionLists = ['lacks', 'has', 'off', 'all'] as const;
type RegionList = (typeof regionLists)[number];

/** A flag in one region, with why. */
export interface FlagInRegion {
  readonly key: string;
  readonly name: string;
  readonly list: Exclude<RegionList, 'all'>;
  readonly state: RegionState['state'];
  /** Why somebody there has it or not, in one sentence. */
  readonly why: string;
  /** What somebody wrote where it is not available; empty for nothing. */
  readonly reason: string;
  /** The day on which somebody wants to look again; null for none. */
  readonly reviewOn: string | null;
  /** Whether that day has come. */
  readonly isDue: boolean;
  readonly rollout: Rollout | undefined;
}

export interface RegionPage {
  /** The region as sentences name it, and as it can be typed. */
  readonly place: string;
  readonly name: string;
  readonly flags: readonly FlagInRegion[];
  readonly counts: Readonly<Record<RegionList, number>>;
  /** How many flags are in the list, on all pages. */
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

interface RegionQuery {
  readonly environment: string;
  /** A country, a part of one, or a region group. */
  readonly region: string;
  readonly list?: RegionList;
  readonly search?: string;
  readonly page?: number;
  readonly size?: number;
}

/**
 * Lists what somebody in a region has of every flag, and what not and why. Looks at what is served, in slices; only the
 * flags of one page are described. Throws UseCaseError 404.
 */
export async function listByRegion(
  hoist: AdminContext,
  { environment, region, list = 'lacks', search = '', page = 1, size = 50 }: RegionQuery,
): Promise<RegionPage> {
  const definitions = readDefinitions(hoist.definitions);
  requireEnvironment(definitions, environment);
  const look = createRegionLook(hoist, definitions, environment);
  const wanted = search.trim().toLowerCase();
  const counts = { lacks: 0, has: 0, off: 0, all: 0 };
  const found: { readonly flag: FlagDefinition; readonly state: RegionState }[] = [];
  const yieldToEventLoop = createYield();
  for (const flag of flagsInOrder(definitions)) {
    await yieldToEventLoop();
    if (!`${flag.name}\n${flag.key}`.toLowerCase().includes(wanted) || isGone(hoist, 'flag', flag)) continue;
    const state = look(flag.key, region) ?? { state: 'not-available' };
    const its = listOf(state);
    counts[its]++;
    counts.all++;
    if (list === 'all' || list === its) found.push({ flag, state });
  }
  const pages = Math.max(1, Math.ceil(found.length / size));
  const shown = Math.min(Math.max(1, page), pages);
  const { flags: served } = readPublished(hoist.published(environment));
  return {
    place: describeRegion(region),
    name: region.length === 2 ? describeRegion(region) : region,
    flags: found.slice((shown - 1) * size, shown * size).map(({ flag, state }) => {
      const { sentence, rollouts } = readFlagIn(hoist, { flag: flag.key, environment });
      const its = listOf(state);
      return {
        ...{ key: flag.key, name: flag.name, list: its, state: state.state },
        why: describeRegionState({
          state,
          region,
          sentence,
          setting: served.get(flag.key)?.setting,
          definitions,
        }),
        ...readLimit(hoist, served.get(flag.key)?.setting?.availability),
        rollout: its === 'has' ? mainRollout(rollouts) : undefined,
      };
    }),
    counts,
    total: found.length,
    page: shown,
    pages,
  };
}

/** What somebody wrote beside where a flag is available. */
export function readLimit(hoist: AdminContext, availability: Availability | undefined) {
  if (!availability || availability.mode === 'everywhere')
    return { reason: '', reviewOn: null, isDue: false };
  const { reason, reviewOn } = availability;
  return { reason, reviewOn, isDue: reviewOn !== null && Date.parse(reviewOn) <= hoist.now() };
}

function listOf(state: RegionState): Exclude<RegionList, 'all'> {
  if (state.state === 'on') return 'has';
  if (state.state === 'off' || state.state === 'not-set-up' || (state.state === 'needs' && state.isOff))
    return 'off';
  return 'lacks';
}
