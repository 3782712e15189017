import { listFlags } from '#lib/server/use-cases/flag-views.ts';
import { listSegments } from '#lib/server/use-cases/segments.ts';
import { mayEdit } from '#lib/server/rights.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => ({
  flags: listFlags(locals.hoist, { size: 0 }).total,
  segments: listSegments(locals.hoist).length,
  mayEdit: mayEdit(locals.person),
});
