import { fail, redirect } from '@sveltejs/kit';
import { editVersions, emptyFlagDraft, toFlagInput } from '#lib/forms/flag/draft.ts';
import { readFlagDraft } from '#lib/forms/flag/read.ts';
import { attempt, refuseFields } from '#lib/server/form-actions/attempt.ts';
import { idempotencyKeyOf } from '#lib/server/form-actions/idempotency-key-of.ts';
import { writeFlash } from '#lib/server/form-actions/flash.ts';
import { textOf } from '#lib/server/form-actions/form-text.ts';
import { requirePerson } from '#lib/server/access/rights.ts';
import { createFlag } from '#lib/server/flags/flags.ts';
import { requireRole } from '#lib/server/access/person.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
  const person = requirePerson(locals.person);
  requireRole(person, 'editor', 'create a flag');
  return { draft: { ...emptyFlagDraft, owner: person.name } };
};

export const actions: Actions = {
  edit: async ({ request }) => {
    const form = await request.formData();
    return { draft: editVersions(readFlagDraft(form), textOf(form, 'edit')), refusal: undefined };
  },
  save: async ({ request, locals, cookies, url }) => {
    const form = await request.formData();
    const draft = readFlagDraft(form);
    const { input, fields } = toFlagInput(draft, locals.person);
    if (Object.keys(fields).length > 0) return fail(422, { draft, refusal: refuseFields(fields) });
    const refusal = await attempt(() => {
      const person = requirePerson(locals.person);
      return createFlag(locals.hoist, person, input, idempotencyKeyOf(person, url, form));
    });
    if (refusal) return fail(refusal.status, { draft, refusal });
    const key = encodeURIComponent(String(input['key']));
    const connect = { href: `/flags/${key}/connect`, text: 'Connect an app' };
    writeFlash(cookies, {
      text: `Created ${draft.name.trim()}, off everywhere. No app has asked yet.`,
      link: connect,
    });
    redirect(303, `/flags/${key}`);
  },
};
