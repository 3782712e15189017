import { readSegmentDraft } from '#lib/forms/segment/read.ts';
import type { SegmentDraft } from '#lib/forms/segment/draft.ts';
import { editSegment } from '#lib/forms/segment/edit.ts';
import type { AdminContext } from '../context.ts';
import { listRegionChoices } from '../regions/list-region-choices.ts';
import { listAttributes } from '../segments/list-attributes.ts';
import { listOperators } from '../segments/operators.ts';
import { listSegments } from '../segments/segments.ts';

/** What the segment's form offers: installed operators, regions, attributes, and segments to be in (never the one that is edited). */
export function toSegmentChoices(hoist: AdminContext, edited?: string) {
  return {
    operators: listOperators(hoist),
    offered: {
      regions: listRegionChoices(hoist),
      attributes: listAttributes(hoist),
      segments: listSegments(hoist)
        .filter(({ definition }) => definition.key !== edited && definition.archivedAt === null)
        .map(({ definition: { key, name } }) => ({ key, name })),
    },
  };
}

/** The form as it was sent, with the rows that its `edit` button asks for. */
export function editSegmentForm(hoist: AdminContext, form: FormData): SegmentDraft {
  const edit = form.get('edit');
  return editSegment(readSegmentDraft(form), typeof edit === 'string' ? edit : '', listOperators(hoist));
}
