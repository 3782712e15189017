import { fail, redirect } from '@sveltejs/kit';
import { attempt } from '#lib/server/attempt.ts';
import { writeFlash } from '#lib/server/flash.ts';
import { textOf } from '#lib/server/form-text.ts';
import { requirePerson } from '#lib/server/rights.ts';
import { mayRaiseEpoch, raiseEpoch, readEpoch } from '#lib/server/use-cases/raise-epoch.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  view: await readEpoch(locals.hoist),
  mayRaise: mayRaiseEpoch(locals.person),
});

export const actions: Actions = {
  raise: async ({ request, locals, cookies }) => {
    const { hoist, person } = locals;
    const comment = textOf(await request.formData(), 'comment');
    const refusal = await attempt(() => raiseEpoch(hoist, requirePerson(person), { comment }));
    if (refusal) return fail(refusal.status, { comment, refusal });
    writeFlash(cookies, { text: 'Published. Relays follow the store again within a few seconds.' });
    redirect(303, '/restored');
  },
};
