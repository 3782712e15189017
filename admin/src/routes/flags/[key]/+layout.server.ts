import { mayChange } from '#lib/server/rights.ts';
import { readFlag } from '#lib/server/use-cases/flag-views.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, params, url }) => {
  const view = readFlag(locals.hoist, params.key);
  const places = view.environments.map(({ environment, etag, sentence, waiting }) => ({
    environment: { ...environment, mayChange: mayChange(locals.person, environment) },
    etag,
    sentence,
    waiting,
  }));
  const asked = url.searchParams.get('env');
  const chosen = places.find(({ environment }) => environment.key === asked) ?? places[0];
  return { flag: view.definition, places, chosen: chosen?.environment.key ?? '' };
};
