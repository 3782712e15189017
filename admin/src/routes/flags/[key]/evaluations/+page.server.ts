import { readEvaluations, readWindow } from '#lib/server/counts/evaluations.ts';
import { nameOfSegment, readDefinitions } from '#lib/server/definitions/definitions.ts';
import { readFlag } from '#lib/server/flags/flag-views.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
  const { chosen } = await parent();
  const window = readWindow(url.searchParams.get('window'));
  const definitions = readDefinitions(locals.hoist.definitions);
  const place = readFlag(locals.hoist, params.key).environments.find(
    ({ environment }) => environment.key === chosen,
  );
  return {
    evaluations: await readEvaluations(locals.hoist, { flag: params.key, environment: chosen, window }),
    rules: (place?.setting?.rules ?? []).map(({ id, name, segments }) => ({
      id,
      name: name || segments.map((segment) => nameOfSegment(definitions, segment)).join(' or ') || id,
    })),
  };
};
