import { mayEdit } from '#lib/server/access/rights.ts';
import { readSegment } from '#lib/server/segments/segments.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, params }) => ({
  view: readSegment(locals.hoist, params.key),
  mayEdit: mayEdit(locals.person),
});
