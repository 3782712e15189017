import { fail, redirect } from '@sveltejs/kit';
import { hasRole } from '#lib/server/access/person.ts';
import { requirePerson } from '#lib/server/access/rights.ts';
import { changeEnvironment } from '#lib/server/environments/change-environment.ts';
import { listEnvironments } from '#lib/server/environments/environments.ts';
import { attempt } from '#lib/server/form-actions/attempt.ts';
import { textOf } from '#lib/server/form-actions/form-text.ts';
import { idempotencyKeyOf } from '#lib/server/form-actions/idempotency-key-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => ({
  environments: listEnvironments(locals.hoist),
  mayManage: hasRole(requirePerson(locals.person), 'admin'),
});

export const actions: Actions = {
  move: async ({ request, locals, url }) => {
    const form = await request.formData();
    const refusal = await attempt(() => {
      const person = requirePerson(locals.person);
      return changeEnvironment(locals.hoist, person, {
        key: textOf(form, 'key'),
        ifMatch: textOf(form, 'ifMatch'),
        patch: { order: Number(textOf(form, 'order')) },
        idempotencyKey: idempotencyKeyOf(person, url, form),
      });
    });
    if (refusal) return fail(refusal.status, { refusal });
    redirect(303, '/settings/environments');
  },
};
