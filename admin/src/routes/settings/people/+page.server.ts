import { fail, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { hasRole } from '#lib/server/access/person.ts';
import { requirePerson } from '#lib/server/access/rights.ts';
import { attempt } from '#lib/server/form-actions/attempt.ts';
import { writeFlash } from '#lib/server/form-actions/flash.ts';
import { textOf } from '#lib/server/form-actions/form-text.ts';
import { idempotencyKeyOf } from '#lib/server/form-actions/idempotency-key-of.ts';
import { changePerson } from '#lib/server/people/change-person.ts';
import { invitePerson } from '#lib/server/people/invite-person.ts';
import { listPeople } from '#lib/server/people/list-people.ts';
import { makeLink } from '#lib/server/people/make-link.ts';
import { withdrawInvitation } from '#lib/server/people/withdraw-invitation.ts';
import type { MadeLink } from '#lib/server/people/give-link.ts';
import type { JsonObject } from '@hoist/core';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const person = requirePerson(locals.person);
  return {
    people: await listPeople(locals.hoist),
    mayManage: hasRole(person, 'admin'),
    self: person.id,
    draft: { name: '', email: '', role: 'viewer' },
  };
};

export const actions: Actions = {
  invite: async ({ request, locals, url }) => {
    const form = await request.formData();
    const draft = { name: textOf(form, 'name'), email: textOf(form, 'email'), role: textOf(form, 'role') };
    let made: MadeLink | undefined;
    const refusal = await attempt(async () => {
      const person = requirePerson(locals.person);
      const idempotencyKey = idempotencyKeyOf(person, url, form);
      made = await invitePerson(locals.admin, person, { input: draft, origin: url.origin, idempotencyKey });
    });
    return refusal ? fail(refusal.status, { draft, refusal }) : { made };
  },
  link: async ({ request, locals, url }) => {
    const form = await request.formData();
    let made: MadeLink | undefined;
    const refusal = await attempt(async () => {
      const person = requirePerson(locals.person);
      const idempotencyKey = idempotencyKeyOf(person, url, form);
      const id = textOf(form, 'id');
      made = await makeLink(locals.admin, person, { id, origin: url.origin, idempotencyKey });
    });
    return refusal ? fail(refusal.status, { refusal }) : { made };
  },
  role: (event) => changeByForm(event, (form) => ({ role: textOf(form, 'role') }), 'Changed the role.'),
  disable: (event) => changeByForm(event, () => ({ disabled: true }), 'Disabled, and signed out everywhere.'),
  enable: (event) => changeByForm(event, () => ({ disabled: false }), 'Enabled.'),
  withdraw: async ({ request, locals, cookies }) => {
    const form = await request.formData();
    const refusal = await attempt(() =>
      withdrawInvitation(locals.admin, requirePerson(locals.person), { id: textOf(form, 'id') }),
    );
    if (refusal) return fail(refusal.status, { refusal });
    writeFlash(cookies, { text: 'Withdrawn. The link no longer works.' });
    redirect(303, '/settings/people');
  },
};

async function changeByForm(
  { request, locals, cookies }: Pick<RequestEvent, 'request' | 'locals' | 'cookies'>,
  toPatch: (form: FormData) => JsonObject,
  done: string,
) {
  const form = await request.formData();
  const refusal = await attempt(() => {
    const person = requirePerson(locals.person);
    return changePerson(locals.admin, person, { id: textOf(form, 'id'), patch: toPatch(form) });
  });
  if (refusal) return fail(refusal.status, { refusal });
  writeFlash(cookies, { text: done });
  redirect(303, '/settings/people');
}
