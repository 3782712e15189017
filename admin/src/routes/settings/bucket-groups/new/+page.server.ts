import { fail, redirect } from '@sveltejs/kit';
import { emptyGroupDraft, toGroupInput } from '#lib/forms/bucket-group/draft.ts';
import { readGroupDraft } from '#lib/forms/bucket-group/read.ts';
import { attempt, refuseFields } from '#lib/server/form-actions/attempt.ts';
import { idempotencyKeyOf } from '#lib/server/form-actions/idempotency-key-of.ts';
import { writeFlash } from '#lib/server/form-actions/flash.ts';
import { editGroupForm, toGroupChoices } from '#lib/server/form-actions/group-form.ts';
import { requirePerson } from '#lib/server/access/rights.ts';
import { createGroup } from '#lib/server/bucket-groups/bucket-groups.ts';
import { requireRole } from '#lib/server/access/person.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
  requireRole(requirePerson(locals.person), 'editor', 'create a group');
  return { flags: toGroupChoices(locals.hoist), draft: emptyGroupDraft };
};

export const actions: Actions = {
  edit: async ({ request }) => ({ draft: editGroupForm(await request.formData()), refusal: undefined }),
  save: async ({ request, locals, cookies, url }) => {
    const form = await request.formData();
    const draft = readGroupDraft(form);
    const { input, fields } = toGroupInput(draft);
    if (Object.keys(fields).length > 0) return fail(422, { draft, refusal: refuseFields(fields) });
    const refusal = await attempt(() => {
      const person = requirePerson(locals.person);
      return createGroup(locals.hoist, person, input, idempotencyKeyOf(person, url, form));
    });
    if (refusal) return fail(refusal.status, { draft, refusal });
    writeFlash(cookies, {
      text: `Saved ${draft.key.trim()}. A flag joins it where you choose who gets the flag.`,
      link: { href: '/flags', text: 'Open the flags' },
    });
    redirect(303, '/settings/bucket-groups');
  },
};
