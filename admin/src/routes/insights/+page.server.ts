import { comparePositions } from '@hoist/core';
import { unlessAway } from '#lib/server/errors/unless-away.ts';
import { readTotals, readWindow } from '#lib/server/counts/evaluations.ts';
import { listEnvironments } from '#lib/server/environments/environments.ts';
import { readInsights } from '#lib/server/counts/insights.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { hoist } = locals;
  const window = readWindow(url.searchParams.get('window'));
  const environments = listEnvironments(hoist).map(({ environment }) => environment);
  const [insights, totals, relays] = await Promise.all([
    readInsights(hoist),
    unlessAway(() => readTotals(hoist, window), { start: 0, step: 1, lines: [], total: 0 }),
    hoist.relays.read(),
  ]);
  return {
    window,
    environments,
    insights,
    totals,
    relays: relays.map(({ id, seenAt, environments: published }) => ({
      id,
      seenAt,
      behind: published
        .filter(({ environment, ruleset }) => {
          if (!ruleset || !environments.some(({ key }) => key === environment)) return false;
          return comparePositions(ruleset, hoist.published(environment).state) < 0;
        })
        .map(({ environment }) => environment),
    })),
  };
};
