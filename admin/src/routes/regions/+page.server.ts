import { listEnvironments } from '#lib/server/environments/environments.ts';
import { listByRegion, regionLists } from '#lib/server/flags/list-by-region.ts';
import { listLimitedFlags } from '#lib/server/flags/list-limited-flags.ts';
import { findRegion } from '#lib/server/regions/find-region.ts';
import { listRegionChoices } from '#lib/server/regions/list-region-choices.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { hoist } = locals;
  const { searchParams } = url;
  const environments = listEnvironments(hoist).map(({ environment }) => environment);
  // The last one is where customers are.
  const environment =
    environments.find(({ key }) => key === searchParams.get('env'))?.key ?? environments.at(-1)?.key ?? '';
  const asked = (searchParams.get('region') ?? '').slice(0, 100);
  const region = asked.trim() === '' ? undefined : findRegion(hoist, asked);
  const search = (searchParams.get('search') ?? '').slice(0, 200);
  const list = regionLists.find((each) => each === searchParams.get('show')) ?? 'lacks';
  const page = Math.max(1, Math.trunc(Number(searchParams.get('page'))) || 1);
  return {
    environments,
    environment,
    asked,
    region,
    search,
    list,
    choices: listRegionChoices(hoist),
    found: region && (await listByRegion(hoist, { environment, region, list, search, page })),
    limited: asked.trim() === '' ? listLimitedFlags(hoist, { environment, search, page }) : undefined,
  };
};
