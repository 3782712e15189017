import { mayEdit } from '#lib/server/access/rights.ts';
import { summarizeUse } from '#lib/server/publishing/summarize-use.ts';
import { listSegments } from '#lib/server/segments/segments.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
  const search = url.searchParams.get('search') ?? '';
  const all = listSegments(locals.hoist);
  const found = search === '' ? all : listSegments(locals.hoist, { search });
  return {
    search,
    total: all.length,
    mayEdit: mayEdit(locals.person),
    segments: found.map((segment) => {
      const { key, name, internal, revision } = segment.definition;
      return { key, name, internal, revision, sentence: segment.sentence, ...summarizeUse(segment) };
    }),
  };
};
