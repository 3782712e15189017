import { mayChange, mayEdit } from '#lib/server/rights.ts';
import { listEnvironments } from '#lib/server/use-cases/environments.ts';
import { listFlags } from '#lib/server/use-cases/flag-views.ts';
import type { PageServerLoad } from './$types';

const size = 50;

export const load: PageServerLoad = async ({ locals, url }) => {
  const usage = await locals.hoist.usage.read();
  const search = url.searchParams.get('search') ?? '';
  const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1);
  const { flags, total } = listFlags(locals.hoist, { search, page, size });
  const environments = listEnvironments(locals.hoist).map(({ environment }) => ({
    ...environment,
    mayChange: mayChange(locals.person, environment),
  }));
  return {
    search,
    page,
    pages: Math.max(1, Math.ceil(total / size)),
    total,
    any: total > 0 || listFlags(locals.hoist, { size: 0 }).total > 0,
    mayEdit: mayEdit(locals.person),
    environments,
    flags: flags.map(({ definition, environments: places }) => ({
      key: definition.key,
      name: definition.name,
      kind: definition.kind,
      module: definition.module,
      places: places.map(({ environment, etag, sentence, rollout }) => ({
        environment: environment.key,
        etag,
        sentence,
        rollout,
        asked: (usage.get(environment.key)?.get(definition.key) ?? []).length > 0,
      })),
    })),
  };
};
