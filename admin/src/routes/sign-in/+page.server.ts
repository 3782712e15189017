import { fail, redirect } from '@sveltejs/kit';
import { hasPeople } from '#lib/server/access/access-state.ts';
import { localPath } from '#lib/local-path.ts';
import { deviceCookieName } from '#lib/server/access/device-cookie.ts';
import { keepSignIn } from '#lib/server/access/keep-sign-in.ts';
import { signIn, userAgentOf } from '#lib/server/access/sign-in.ts';
import { writeFlash } from '#lib/server/form-actions/flash.ts';
import { textOf } from '#lib/server/form-actions/form-text.ts';
import { accountTexts } from '#lib/texts/account.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
  const to = localPath(url.searchParams.get('to'));
  if (locals.person) redirect(303, to);
  return {
    to,
    hasPeople: hasPeople(locals.hoist.access),
    unsaved: url.searchParams.has('unsaved'),
  };
};

export const actions: Actions = {
  default: async ({ request, cookies, locals, getClientAddress, setHeaders }) => {
    const form = await request.formData();
    const email = textOf(form, 'email');
    const result = await signIn(locals.admin.signIn, {
      email,
      password: textOf(form, 'password'),
      clientAddress: getClientAddress(),
      userAgent: userAgentOf(request),
      deviceCookie: cookies.get(deviceCookieName),
    });
    if (result.outcome === 'refused') {
      return fail(401, {
        email,
        problem: 'E-mail and password do not match anybody here. Check both and try again.',
      });
    }
    if (result.outcome === 'limited') {
      const { seconds } = result;
      setHeaders({ 'retry-after': String(seconds) });
      const problem = `Too many failed tries for this account or from your address. Wait ${seconds} seconds, or use a browser that was signed in before.`;
      return fail(429, { email, problem });
    }
    if (result.outcome === 'busy') {
      setHeaders({ 'retry-after': '2' });
      return fail(503, { email, problem: 'Too many sign in at once. Try again in a few seconds.' });
    }
    keepSignIn(cookies, result);
    if (textOf(form, 'unsaved') === 'yes') writeFlash(cookies, { text: accountTexts.again.enterAgain });
    redirect(303, localPath(form.get('to')));
  },
};
