import { listEnvironments } from '#lib/server/environments/environments.ts';
import { listRelays } from '#lib/server/environments/list-relays.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  relays: await listRelays(locals.hoist),
  environments: listEnvironments(locals.hoist).map(({ environment }) => environment),
});
