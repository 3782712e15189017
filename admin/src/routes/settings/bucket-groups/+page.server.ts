import { mayEdit } from '#lib/server/access/rights.ts';
import { listGroups } from '#lib/server/bucket-groups/bucket-groups.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => ({
  mayEdit: mayEdit(locals.person),
  groups: listGroups(locals.hoist).map(({ definition, sentence, uses, environments }) => ({
    key: definition.key,
    revision: definition.revision,
    sentence,
    usedBy: new Set(uses.map(({ flag }) => flag)).size,
    pending: environments
      .filter(({ pending }) => pending)
      .map(({ environment, revision }) => ({ environment: environment.key, revision })),
  })),
});
