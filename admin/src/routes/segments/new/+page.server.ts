import { fail, redirect } from '@sveltejs/kit';
import { readSegmentDraft } from '#lib/forms/segment/read.ts';
import { emptySegmentDraft, toSegmentInput } from '#lib/forms/segment/draft.ts';
import { attempt, refuseFields } from '#lib/server/form-actions/attempt.ts';
import { idempotencyKeyOf } from '#lib/server/form-actions/idempotency-key-of.ts';
import { writeFlash } from '#lib/server/form-actions/flash.ts';
import { requirePerson } from '#lib/server/access/rights.ts';
import { editSegmentForm, toSegmentChoices } from '#lib/server/form-actions/segment-form.ts';
import { requireRole } from '#lib/server/access/person.ts';
import { createSegment } from '#lib/server/segments/segments.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
  requireRole(requirePerson(locals.person), 'editor', 'create a segment');
  const choices = toSegmentChoices(locals.hoist);
  return { ...choices, draft: emptySegmentDraft(choices.operators) };
};

export const actions: Actions = {
  edit: async ({ request, locals }) => ({
    draft: editSegmentForm(locals.hoist, await request.formData()),
    refusal: undefined,
  }),
  save: async ({ request, locals, cookies, url }) => {
    const { hoist } = locals;
    const form = await request.formData();
    const draft = readSegmentDraft(form);
    const { input, fields } = toSegmentInput(draft, toSegmentChoices(hoist).operators);
    if (Object.keys(fields).length > 0) return fail(422, { draft, refusal: refuseFields(fields) });
    const refusal = await attempt(() => {
      const person = requirePerson(locals.person);
      return createSegment(hoist, person, input, idempotencyKeyOf(person, url, form));
    });
    if (refusal) return fail(refusal.status, { draft, refusal });
    writeFlash(cookies, {
      text: `Saved ${draft.name.trim()}. No flag uses it yet.`,
      link: { href: '/flags', text: 'Open the flags' },
    });
    redirect(303, '/segments');
  },
};
