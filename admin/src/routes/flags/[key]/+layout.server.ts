import { mayChange, mayEdit } from '#lib/server/access/rights.ts';
import { readLastHour } from '#lib/server/counts/evaluations.ts';
import { unlessAway } from '#lib/server/errors/unless-away.ts';
import { readFlag } from '#lib/server/flags/flag-views.ts';
import { reachOf } from '#lib/server/environments/relays.ts';
import { mainRollout } from '#lib/server/settings/rollouts.ts';
import { findUndoable } from '#lib/server/settings/undo.ts';
import { watchedFor } from '#lib/server/settings/watch-rollout.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, params, url }) => {
  const view = readFlag(locals.hoist, params.key);
  const lastHour = await unlessAway(() => readLastHour(locals.hoist, params.key), new Map());
  const places = view.environments.map(
    ({ environment, etag, sentence, pending, rollouts, setting, published }) => ({
      environment: { ...environment, mayChange: mayChange(locals.person, environment) },
      etag,
      sentence,
      pending,
      rollout: mainRollout(rollouts),
      isOn: setting?.enabled ?? false,
      clientVisible: published?.clientVisible ?? false,
      version: locals.hoist.published(environment.key).state.version,
      lastHour: lastHour.get(environment.key),
    }),
  );
  const asked = url.searchParams.get('env');
  const chosen = places.find(({ environment }) => environment.key === asked) ?? places[0];
  const environment = chosen?.environment.key ?? '';
  const reach = await unlessAway(() => reachOf(locals.hoist, environment), undefined);
  const undoable = await unlessAway(async () => {
    return chosen && (await findUndoable(locals.hoist, { flag: params.key, environment }));
  }, undefined);
  return {
    undoable: chosen?.environment.mayChange ? undoable : undefined,
    flag: view.definition,
    definitionEtag: view.etag,
    mayEdit: mayEdit(locals.person),
    places,
    chosen: environment,
    watchUntil: locals.hoist.now() + watchedFor,
    reach,
  };
};
