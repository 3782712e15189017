import { describeRegion } from '@hoist/core/words';
import type { AdminContext } from '../context.ts';
import { readDefinitions, requireEnvironment } from '../definitions/definitions.ts';
import { isGone } from '../publishing/archived.ts';
import { readPublished } from '../publishing/published.ts';
import { isGrowing, listRollouts, mainRollout } from '../settings/rollouts.ts';
import { describeLimit } from './describe-region-state.ts';
import { createRegionLook } from './flag-in-region.ts';
import type { RegionState } from './flag-in-region.ts';
import { flagsInOrder } from './flags-in-order.ts';
import { readLimit } from './list-by-region.ts';

/** How many regions have a column of their own. */
const mostColumns = 6;

interface NamedRegion {
  readonly key: string;
  readonly name: string;
}

interface LimitedFlag {
  readonly key: string;
  readonly name: string;
  /** Where it is available, in words. */
  readonly limit: string;
  readonly reason: string;
  readonly reviewOn: string | null;
  readonly isDue: boolean;
  /** In the order of the regions; `share` while it grows there, in thousandths of a percent. */
  readonly cells: readonly { readonly state: RegionState['state']; readonly share: number | undefined }[];
}

export interface LimitedFlags {
  /** The regions that most of these flags name. */
  readonly regions: readonly NamedRegion[];
  /** Regions that are named beside them. */
  readonly others: readonly NamedRegion[];
  readonly flags: readonly LimitedFlag[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

interface LimitedQuery {
  readonly environment: string;
  readonly search?: string;
  readonly page?: number;
  readonly size?: number;
}

/** Lists the flags that are not available everywhere in an environment, by region. Throws UseCaseError 404. */
export function listLimitedFlags(
  hoist: AdminContext,
  { environment, search = '', page = 1, size = 50 }: LimitedQuery,
): LimitedFlags {
  const definitions = readDefinitions(hoist.definitions);
  requireEnvironment(definitions, environment);
  const { flags: served } = readPublished(hoist.published(environment));
  const wanted = search.trim().toLowerCase();
  const uses = new Map<string, number>();
  const found = flagsInOrder(definitions).flatMap((flag) => {
    const setting = served.get(flag.key)?.setting;
    if (!setting || setting.availability.mode === 'everywhere' || isGone(hoist, 'flag', flag)) return [];
    for (const region of setting.availability.regions) uses.set(region, (uses.get(region) ?? 0) + 1);
    return `${flag.name}\n${flag.key}`.toLowerCase().includes(wanted) ? [{ flag, setting }] : [];
  });
  const named = [...uses].sort((one, other) => other[1] - one[1]).map(([region]) => region);
  const regions = named.slice(0, mostColumns);
  const look = createRegionLook(hoist, definitions, environment);
  const pages = Math.max(1, Math.ceil(found.length / size));
  const shown = Math.min(Math.max(1, page), pages);
  return {
    regions: regions.map(toNamed),
    others: named.slice(mostColumns).map(toNamed),
    flags: found.slice((shown - 1) * size, shown * size).map(({ flag: { key, name }, setting }) => {
      const rollout = mainRollout(listRollouts(hoist, setting));
      const share = rollout && isGrowing(rollout) ? rollout.share : undefined;
      return {
        ...{ key, name, limit: describeLimit(setting.availability) },
        ...readLimit(hoist, setting.availability),
        cells: regions.map((region) => {
          const state = look(key, region)?.state ?? 'not-available';
          return { state, share: state === 'on' ? share : undefined };
        }),
      };
    }),
    total: found.length,
    page: shown,
    pages,
  };
}

function toNamed(key: string): NamedRegion {
  return { key, name: describeRegion(key) };
}
