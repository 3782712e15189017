import { mayChange } from '#lib/server/rights.ts';
import { readLastHour } from '#lib/server/use-cases/evaluations.ts';
import { readFlag } from '#lib/server/use-cases/flag-views.ts';
import { reachOf } from '#lib/server/use-cases/relays.ts';
import { findUndoable } from '#lib/server/use-cases/undo.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, params, url }) => {
  const view = readFlag(locals.hoist, params.key);
  const lastHour = await readLastHour(locals.hoist, params.key);
  const places = view.environments.map(({ environment, etag, sentence, waiting, rollout, setting }) => ({
    environment: { ...environment, mayChange: mayChange(locals.person, environment) },
    etag,
    sentence,
    waiting,
    rollout,
    isOn: setting?.enabled ?? false,
    version: locals.hoist.served(environment.key).state.version,
    lastHour: lastHour.get(environment.key),
  }));
  const asked = url.searchParams.get('env');
  const chosen = places.find(({ environment }) => environment.key === asked) ?? places[0];
  const reach = await reachOf(locals.hoist, chosen?.environment.key ?? '');
  const undoable =
    chosen && (await findUndoable(locals.hoist, { flag: params.key, environment: chosen.environment.key }));
  return {
    undoable: chosen?.environment.mayChange ? undoable : undefined,
    flag: view.definition,
    places,
    chosen: chosen?.environment.key ?? '',
    reach,
  };
};
