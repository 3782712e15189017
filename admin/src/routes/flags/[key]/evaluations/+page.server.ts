import { readEvaluations, readWindow } from '#lib/server/counts/evaluations.ts';
import { nameOfSegment } from '#lib/server/definitions/definitions.ts';
import { readPlace } from '#lib/server/settings/read-place.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
  const { chosen } = await parent();
  const window = readWindow(url.searchParams.get('window'));
  const name = { flag: params.key, environment: chosen };
  const { setting, definitions } = readPlace(locals.hoist, name);
  return {
    evaluations: await readEvaluations(locals.hoist, { ...name, window }),
    rules: (setting?.rules ?? []).map(({ id, name, segments }) => ({
      id,
      name: name || segments.map((segment) => nameOfSegment(definitions, segment)).join(' or ') || id,
    })),
  };
};
