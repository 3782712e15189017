import { fail, redirect } from '@sveltejs/kit';
import { localPath } from '#lib/local-path.ts';
import { signIn } from '#lib/server/auth/session.ts';
import { setCookies } from '#lib/server/auth/set-cookies.ts';
import { textOf } from '#lib/server/form-text.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
  const to = localPath(url.searchParams.get('to'));
  if (locals.person) redirect(303, to);
  return { to };
};

export const actions: Actions = {
  default: async ({ request, cookies, locals, getClientAddress }) => {
    const form = await request.formData();
    const email = textOf(form, 'email');
    const credentials = { email, password: textOf(form, 'password'), clientAddress: getClientAddress() };
    const result = await signIn(locals.admin.auth, credentials);
    if (result.outcome === 'refused') {
      return fail(401, {
        email,
        problem: 'E-mail and password do not match anybody here. Check both and try again.',
      });
    }
    if (result.outcome === 'limited') {
      return fail(429, {
        email,
        problem: `Too many tries from your address. Wait ${result.seconds} seconds, then try again.`,
      });
    }
    setCookies(cookies, result.cookies);
    redirect(303, localPath(form.get('to')));
  },
};
