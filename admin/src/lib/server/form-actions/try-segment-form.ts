import { toSegmentInput, toSegmentDraft } from '#lib/forms/segment/draft.ts';
import type { SegmentDraft } from '#lib/forms/segment/draft.ts';
import { readSegmentDraft } from '#lib/forms/segment/read.ts';
import type { AdminContext } from '../context.ts';
import { listOperators } from '../segments/operators.ts';
import { readSegment } from '../segments/segments.ts';
import { trySegment } from '../segments/try-segment.ts';
import type { TriedSegment } from '../segments/try-segment.ts';
import { textOf } from './form-text.ts';

/** Who was asked for, as it was sent, and what the draft answered. */
export interface SegmentTrial {
  readonly id: string;
  readonly attributes: string;
  readonly tried: TriedSegment;
}

/** Asks a draft about the person that its form names. The draft comes back as it was sent, and nothing is saved. */
export async function trySegmentByForm(hoist: AdminContext, request: Request, key: string | undefined) {
  const form = await request.formData();
  const operators = listOperators(hoist);
  const draft = readDraft(hoist, form, key);
  const id = textOf(form, 'personId');
  const attributes = textOf(form, 'personAttributes');
  const tried = trySegment(hoist, { ...toSegmentInput(draft, operators), key }, { name: '', id, attributes });
  const trial: SegmentTrial = { id, attributes, tried };
  return { draft, etag: textOf(form, 'ifMatch'), refusal: undefined, theirs: undefined, trial };
}

/** Somebody who may not change it has a form without fields: they ask what is saved. */
function readDraft(hoist: AdminContext, form: FormData, key: string | undefined): SegmentDraft {
  if (key === undefined || form.has('name')) return readSegmentDraft(form);
  return toSegmentDraft(readSegment(hoist, key).definition, listOperators(hoist));
}
