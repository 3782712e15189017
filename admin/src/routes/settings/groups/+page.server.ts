import { mayEdit } from '#lib/server/rights.ts';
import { listGroups } from '#lib/server/use-cases/groups.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => ({
  mayEdit: mayEdit(locals.person),
  groups: listGroups(locals.hoist).map(({ definition, sentence, uses, environments }) => ({
    key: definition.key,
    revision: definition.revision,
    sentence,
    usedBy: new Set(uses.map(({ flag }) => flag)).size,
    waiting: environments
      .filter(({ waiting }) => waiting)
      .map(({ environment, revision }) => ({ environment: environment.key, revision })),
  })),
});
