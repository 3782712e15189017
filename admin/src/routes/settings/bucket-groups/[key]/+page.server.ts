import { fail, redirect } from '@sveltejs/kit';
import { toGroupDraft, toGroupInput } from '#lib/forms/bucket-group/draft.ts';
import { readGroupDraft } from '#lib/forms/bucket-group/read.ts';
import { attempt, refuseFields } from '#lib/server/form-actions/attempt.ts';
import { idempotencyKeyOf } from '#lib/server/form-actions/idempotency-key-of.ts';
import { writeFlash } from '#lib/server/form-actions/flash.ts';
import { textOf } from '#lib/server/form-actions/form-text.ts';
import { editGroupForm, toGroupChoices } from '#lib/server/form-actions/group-form.ts';
import { mayEdit, requirePerson } from '#lib/server/access/rights.ts';
import { toSavedFlash } from '#lib/server/form-actions/saved-flash.ts';
import { sharesOfGroup } from '#lib/server/bucket-groups/divide-group.ts';
import { changeGroup, readGroup } from '#lib/server/bucket-groups/bucket-groups.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) => {
  const view = readGroup(locals.hoist, params.key);
  const { shares } = view.definition;
  return {
    view,
    flags: toGroupChoices(locals.hoist),
    draft: toGroupDraft(view.definition, shares && sharesOfGroup(shares)),
    mayEdit: mayEdit(locals.person),
  };
};

export const actions: Actions = {
  edit: async ({ request }) => {
    const form = await request.formData();
    return {
      draft: editGroupForm(form),
      etag: textOf(form, 'ifMatch'),
      refusal: undefined,
      theirs: undefined,
    };
  },
  save: async ({ request, locals, cookies, params, url }) => {
    const { hoist } = locals;
    const form = await request.formData();
    const draft = readGroupDraft(form);
    const ifMatch = textOf(form, 'ifMatch');
    const { input, fields } = toGroupInput(draft);
    if (Object.keys(fields).length > 0)
      return fail(422, { draft, etag: ifMatch, refusal: refuseFields(fields), theirs: undefined });
    const refusal = await attempt(() => {
      const person = requirePerson(locals.person);
      const idempotencyKey = idempotencyKeyOf(person, url, form);
      return changeGroup(hoist, person, { key: params.key, ifMatch, patch: input, idempotencyKey });
    });
    if (refusal) {
      // Saving once more knows the other's change, and replaces it on purpose.
      const theirs = refusal.status === 409 ? readGroup(hoist, params.key).sentence : undefined;
      return fail(refusal.status, { draft, etag: refusal.theirs?.etag ?? ifMatch, refusal, theirs });
    }
    writeFlash(cookies, toSavedFlash(`Saved ${params.key}.`, readGroup(hoist, params.key).environments));
    redirect(303, `/settings/bucket-groups/${params.key}`);
  },
};
