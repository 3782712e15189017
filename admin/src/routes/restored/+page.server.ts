import { fail, redirect } from '@sveltejs/kit';
import { attempt } from '#lib/server/form-actions/attempt.ts';
import { idempotencyKeyOf } from '#lib/server/form-actions/idempotency-key-of.ts';
import { writeFlash } from '#lib/server/form-actions/flash.ts';
import { textOf } from '#lib/server/form-actions/form-text.ts';
import { requirePerson } from '#lib/server/access/rights.ts';
import { mayRaiseEpoch, raiseEpoch, readEpoch } from '#lib/server/publishing/raise-epoch.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  view: await readEpoch(locals.hoist),
  mayRaise: mayRaiseEpoch(locals.person),
});

export const actions: Actions = {
  raise: async ({ request, locals, cookies, url }) => {
    const form = await request.formData();
    const comment = textOf(form, 'comment');
    const refusal = await attempt(() => {
      const person = requirePerson(locals.person);
      return raiseEpoch(locals.hoist, person, {
        comment,
        idempotencyKey: idempotencyKeyOf(person, url, form),
      });
    });
    if (refusal) return fail(refusal.status, { comment, refusal });
    writeFlash(cookies, { text: 'Published. Relays follow the store again within a few seconds.' });
    redirect(303, '/restored');
  },
};
