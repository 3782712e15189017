import { mayEdit } from '#lib/server/access/rights.ts';
import { listSegments } from '#lib/server/segments/segments.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
  const search = url.searchParams.get('search') ?? '';
  const all = listSegments(locals.hoist);
  const found = search === '' ? all : listSegments(locals.hoist, { search });
  return {
    search,
    total: all.length,
    mayEdit: mayEdit(locals.person),
    segments: found.map(({ definition, sentence, uses, environments }) => ({
      key: definition.key,
      name: definition.name,
      internal: definition.internal,
      revision: definition.revision,
      sentence,
      usedBy: new Set(uses.map(({ flag }) => flag)).size,
      pending: environments
        .filter(({ pending }) => pending)
        .map(({ environment, revision }) => ({ environment: environment.key, revision })),
    })),
  };
};
