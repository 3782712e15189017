import { mayEdit } from '#lib/server/rights.ts';
import { listEnvironments } from '#lib/server/use-cases/environments.ts';
import { readTotals } from '#lib/server/use-cases/evaluations.ts';
import { readHome } from '#lib/server/use-cases/home.ts';
import { readDefinitions } from '#lib/server/use-cases/definitions.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { hoist } = locals;
  const { flags, segments } = readDefinitions(hoist.definitions);
  return {
    home: await readHome(hoist),
    flags: [...flags.values()].filter(({ archived }) => !archived).length,
    segments: segments.size,
    evaluations: (await readTotals(hoist, '24h')).total,
    environments: listEnvironments(hoist).map(({ environment }) => environment),
    mayEdit: mayEdit(locals.person),
  };
};
