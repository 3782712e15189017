import { mayEdit } from '#lib/server/access/rights.ts';
import { readDefinitions } from '#lib/server/definitions/definitions.ts';
import { listSegmentRows, segmentFilters, segmentSorts } from '#lib/server/segments/segment-list.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const search = url.searchParams.get('search') ?? '';
  const is = segmentFilters.find((filter) => filter === url.searchParams.get('is'));
  const sort = segmentSorts.find((each) => each === url.searchParams.get('sort')) ?? 'name';
  return {
    search,
    is,
    sort,
    any: readDefinitions(locals.hoist.definitions).segments.size > 0,
    mayEdit: mayEdit(locals.person),
    ...(await listSegmentRows(locals.hoist, { search, is, sort })),
  };
};
