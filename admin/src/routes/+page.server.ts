import { mayEdit } from '#lib/server/access/rights.ts';
import { listEnvironments } from '#lib/server/environments/environments.ts';
import { readHome } from '#lib/server/home/home.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  home: await readHome(locals.hoist),
  environments: listEnvironments(locals.hoist).map(({ environment }) => environment),
  mayEdit: mayEdit(locals.person),
});
