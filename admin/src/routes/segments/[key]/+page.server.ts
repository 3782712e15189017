import { fail, redirect } from '@sveltejs/kit';
import { readSegmentDraft } from '#lib/forms/segment/read.ts';
import { toSegmentDraft, toSegmentInput } from '#lib/forms/segment/draft.ts';
import { attempt, refuseFields } from '#lib/server/form-actions/attempt.ts';
import { idempotencyKeyOf } from '#lib/server/form-actions/idempotency-key-of.ts';
import { writeFlash } from '#lib/server/form-actions/flash.ts';
import { textOf } from '#lib/server/form-actions/form-text.ts';
import { mayEdit, requirePerson } from '#lib/server/access/rights.ts';
import { toSavedFlash } from '#lib/server/form-actions/saved-flash.ts';
import { editSegmentForm, toSegmentChoices } from '#lib/server/form-actions/segment-form.ts';
import { changeSegment, readSegment } from '#lib/server/segments/segments.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) => {
  const view = readSegment(locals.hoist, params.key);
  const choices = toSegmentChoices(locals.hoist, params.key);
  return {
    ...choices,
    view,
    draft: toSegmentDraft(view.definition, choices.operators),
    mayEdit: mayEdit(locals.person),
  };
};

export const actions: Actions = {
  edit: async ({ request, locals }) => {
    const form = await request.formData();
    return {
      draft: editSegmentForm(locals.hoist, form),
      etag: textOf(form, 'ifMatch'),
      refusal: undefined,
      theirs: undefined,
    };
  },
  save: async ({ request, locals, cookies, params, url }) => {
    const { hoist } = locals;
    const form = await request.formData();
    const draft = readSegmentDraft(form);
    const ifMatch = textOf(form, 'ifMatch');
    const { input, fields } = toSegmentInput(draft, toSegmentChoices(hoist).operators);
    if (Object.keys(fields).length > 0)
      return fail(422, { draft, etag: ifMatch, refusal: refuseFields(fields), theirs: undefined });
    const refusal = await attempt(() => {
      const person = requirePerson(locals.person);
      const idempotencyKey = idempotencyKeyOf(person, url, form);
      return changeSegment(hoist, person, { key: params.key, ifMatch, patch: input, idempotencyKey });
    });
    if (refusal) {
      // Saving once more knows the other's change, and replaces it on purpose.
      const theirs = refusal.status === 409 ? readSegment(hoist, params.key).sentence : undefined;
      return fail(refusal.status, { draft, etag: refusal.theirs?.etag ?? ifMatch, refusal, theirs });
    }
    const { definition, environments } = readSegment(hoist, params.key);
    writeFlash(cookies, toSavedFlash(`Saved ${definition.name}.`, environments));
    redirect(303, `/segments/${params.key}`);
  },
};
