import { fail, redirect } from '@sveltejs/kit';
import { localPath } from '#lib/local-path.ts';
import { signIn } from '#lib/server/auth/session.ts';
import { setCookies } from '#lib/server/auth/set-cookies.ts';
import { hasPeople } from '#lib/server/auth/set-up-link.ts';
import { textOf } from '#lib/server/form-text.ts';
import { unlessAway } from '#lib/server/unless-away.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const to = localPath(url.searchParams.get('to'));
  if (locals.person) redirect(303, to);
  return { to, hasPeople: await unlessAway(() => hasPeople(locals.hoist.store.records), true) };
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
