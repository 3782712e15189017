import { mayEdit } from '#lib/server/access/rights.ts';
import { listBucketGroups } from '#lib/server/bucket-groups/bucket-groups.ts';
import { summarizeUse } from '#lib/server/publishing/summarize-use.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => ({
  mayEdit: mayEdit(locals.person),
  groups: listBucketGroups(locals.hoist).map((group) => {
    const { key, revision } = group.definition;
    return { key, revision, sentence: group.sentence, ...summarizeUse(group) };
  }),
});
