import { unlessAway } from '#lib/server/errors/unless-away.ts';
import { readTotals, readWindow } from '#lib/server/counts/evaluations.ts';
import { listEnvironments } from '#lib/server/environments/environments.ts';
import { listRelays } from '#lib/server/environments/list-relays.ts';
import { readInsights } from '#lib/server/counts/insights.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { hoist } = locals;
  const window = readWindow(url.searchParams.get('window'));
  const environments = listEnvironments(hoist).map(({ environment }) => environment);
  const [insights, totals, relays] = await Promise.all([
    readInsights(hoist),
    unlessAway(() => readTotals(hoist, window), { start: 0, step: 1, lines: [], total: 0 }),
    listRelays(hoist),
  ]);
  return {
    window,
    environments,
    insights,
    totals,
    relays: relays.map(({ id, seenAt, environments: served }) => ({
      id,
      seenAt,
      behind: served.filter(({ behind }) => behind !== 0).map(({ environment }) => environment),
    })),
  };
};
