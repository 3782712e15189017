import { fail, redirect } from '@sveltejs/kit';
import { hasRole } from '#lib/server/access/person.ts';
import { requirePerson } from '#lib/server/access/rights.ts';
import { attempt } from '#lib/server/form-actions/attempt.ts';
import { writeFlash } from '#lib/server/form-actions/flash.ts';
import { textOf } from '#lib/server/form-actions/form-text.ts';
import { idempotencyKeyOf } from '#lib/server/form-actions/idempotency-key-of.ts';
import { toEnd } from '#lib/server/form-actions/to-end.ts';
import { createToken, listTokens, revokeToken } from '#lib/server/tokens/tokens.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  tokens: await listTokens(locals.hoist),
  mayManage: hasRole(requirePerson(locals.person), 'admin'),
  draft: { name: '', role: 'editor', days: '90' },
});

export const actions: Actions = {
  create: async ({ request, locals, url }) => {
    const form = await request.formData();
    const draft = { name: textOf(form, 'name'), role: textOf(form, 'role'), days: textOf(form, 'days') };
    let made: string | undefined;
    const refusal = await attempt(async () => {
      const person = requirePerson(locals.person);
      const { name, role } = draft;
      const input = { name, role, expiresAt: toEnd(Number(draft.days), 'An API token') };
      made = (await createToken(locals.hoist, person, input, idempotencyKeyOf(person, url, form))).token;
    });
    return refusal ? fail(refusal.status, { draft, refusal }) : { made };
  },
  revoke: async ({ request, locals, cookies }) => {
    const form = await request.formData();
    const refusal = await attempt(() =>
      revokeToken(locals.hoist, requirePerson(locals.person), { id: textOf(form, 'id') }),
    );
    if (refusal) return fail(refusal.status, { refusal });
    writeFlash(cookies, { text: 'Revoked. Machines that use it are refused within a second.' });
    redirect(303, '/settings/tokens');
  },
};
