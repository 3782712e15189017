import { fail, redirect } from '@sveltejs/kit';
import { keepSignIn } from '#lib/server/access/keep-sign-in.ts';
import { signIn, userAgentOf } from '#lib/server/access/sign-in.ts';
import { attempt } from '#lib/server/form-actions/attempt.ts';
import { textOf } from '#lib/server/form-actions/form-text.ts';
import { openLink, setPasswordByLink } from '#lib/server/people/set-password.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, setHeaders, getClientAddress }) => {
  // The address carries the token: no cache keeps it, and no request names it as its referrer. Forms still say which site
  // they come from.
  setHeaders({ 'cache-control': 'no-store', 'referrer-policy': 'strict-origin' });
  const token = url.searchParams.get('token') ?? '';
  const { purpose, name, email } = await openLink(locals.admin, { token, clientAddress: getClientAddress() });
  return { purpose, name, email };
};

export const actions: Actions = {
  default: async ({ request, cookies, locals, url, getClientAddress }) => {
    const form = await request.formData();
    const input = { name: textOf(form, 'name'), password: textOf(form, 'password') };
    const opening = { token: url.searchParams.get('token') ?? '', clientAddress: getClientAddress() };
    let set: { readonly email: string; readonly password: string } | undefined;
    const refusal = await attempt(async () => {
      set = await setPasswordByLink(locals.admin, opening, input);
    });
    if (refusal) return fail(refusal.status, { name: input.name, refusal });
    if (!set) redirect(303, '/sign-in');
    const { clientAddress } = opening;
    const userAgent = userAgentOf(request);
    const result = await signIn(locals.admin.signIn, { ...set, clientAddress, userAgent });
    if (result.outcome === 'signed-in') keepSignIn(cookies, result);
    redirect(303, '/');
  },
};
