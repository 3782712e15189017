import { mayChange, mayEdit, requirePerson } from '#lib/server/access/rights.ts';
import { listEnvironments } from '#lib/server/environments/environments.ts';
import { flagFilters, flagSorts, listFlags } from '#lib/server/flags/flag-list.ts';
import { changeFlagsByForm } from '#lib/server/form-actions/flags-form.ts';
import { listOwners } from '#lib/server/people/list-people.ts';
import { readDefinitions } from '#lib/server/definitions/definitions.ts';
import { mainRollout } from '#lib/server/settings/rollouts.ts';
import { watchedFor } from '#lib/server/settings/watch-rollout.ts';
import type { Actions, PageServerLoad } from './$types';

const size = 50;

/** The columns beside those of environments; tags are shown where somebody asks for them. */
const usualColumns = ['module', 'asked'];

/** Which columns are shown: those that the address names, or the usual ones and every environment. */
function readColumns({ searchParams }: URL, environments: readonly { readonly key: string }[]): string[] {
  const all = [...usualColumns, 'tags', 'owner', ...environments.map(({ key }) => `env:${key}`)];
  const chosen = all.filter((column) => searchParams.getAll('column').includes(column));
  return chosen.length > 0 ? chosen : all.filter((column) => column !== 'tags' && column !== 'owner');
}

export const load: PageServerLoad = async ({ locals, url }) => {
  const { hoist } = locals;
  const usage = await hoist.usage.read();
  const search = url.searchParams.get('search') ?? '';
  const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1);
  const is = flagFilters.find((filter) => filter === url.searchParams.get('is'));
  const sort = flagSorts.find((each) => each === url.searchParams.get('sort')) ?? 'name';
  const list = await listFlags(hoist, requirePerson(locals.person), { search, is, sort, page, size });
  const environments = listEnvironments(hoist).map(({ environment }) => ({
    ...environment,
    mayChange: mayChange(locals.person, environment),
  }));
  return {
    search,
    is,
    sort,
    page: list.page,
    pages: list.pages,
    total: list.total,
    counts: list.counts,
    unknown: list.unknown,
    columns: readColumns(url, environments),
    any: readDefinitions(hoist.definitions).flags.size > 0,
    mayEdit: mayEdit(locals.person),
    owners: mayEdit(locals.person) ? listOwners(hoist).map(({ name }) => name) : [],
    environments,
    watchUntil: hoist.now() + watchedFor,
    flags: list.flags.map(({ definition, etag, environments: places, lastDay, evaluated, unusedDays }) => ({
      key: definition.key,
      etag,
      name: definition.name,
      kind: definition.kind,
      module: definition.module,
      owner: definition.owner?.name ?? '',
      tags: definition.tags,
      lastDay,
      evaluated,
      unusedDays,
      places: places.map(({ environment, etag, sentence, rollouts, pending }) => ({
        environment: environment.key,
        etag,
        sentence,
        rollout: mainRollout(rollouts),
        pending,
        asked: (usage.get(environment.key)?.get(definition.key) ?? []).length > 0,
      })),
    })),
  };
};

export const actions: Actions = { change: changeFlagsByForm };
