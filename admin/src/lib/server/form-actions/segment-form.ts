import { readSegmentDraft } from '#lib/forms/segment/read.ts';
import { toSegmentInput } from '#lib/forms/segment/draft.ts';
import type { SegmentDraft } from '#lib/forms/segment/draft.ts';
import { editSegment } from '#lib/forms/segment/edit.ts';
import type { AdminContext } from '../context.ts';
import { listRegionChoices } from '../regions/list-region-choices.ts';
import { listAttributes } from '../segments/list-attributes.ts';
import { listOperators } from '../segments/operators.ts';
import { listSegments } from '../segments/segments.ts';
import type { DraftForm } from './save-form.ts';

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

/** The segment's form, with the operators that are installed here. */
export function segmentForm(hoist: AdminContext): DraftForm<SegmentDraft> {
  const operators = listOperators(hoist);
  return {
    read: readSegmentDraft,
    edit: (draft, edit) => editSegment(draft, edit, operators),
    toInput: (draft) => toSegmentInput(draft, operators),
  };
}
