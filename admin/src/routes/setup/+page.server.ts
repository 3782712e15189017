import { fail, redirect } from '@sveltejs/kit';
import { createFirstAdministrator, deadLink } from '#lib/server/people/first-administrator.ts';
import { keepSignIn } from '#lib/server/access/keep-sign-in.ts';
import { signIn, userAgentOf } from '#lib/server/access/sign-in.ts';
import { isSetUpOpen } from '#lib/server/access/set-up-link.ts';
import { textOf } from '#lib/server/form-actions/form-text.ts';
import { logSecurity } from '#lib/server/logging/security-log.ts';
import { UseCaseError } from '#lib/server/errors/use-case-error.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, setHeaders }) => {
  // The address carries the token: no cache may keep it. What every page says of referrers keeps it from other sites;
  // with none at all, browsers would hide from us as well where the form comes from.
  setHeaders({ 'cache-control': 'no-store' });
  const token = url.searchParams.get('token') ?? '';
  if (!(await isSetUpOpen(locals.hoist.store.records, locals.hoist.access, token))) throw deadLink();
};

export const actions: Actions = {
  default: async ({ request, cookies, locals, url, getClientAddress }) => {
    const form = await request.formData();
    const input = {
      name: textOf(form, 'name'),
      email: textOf(form, 'email'),
      password: textOf(form, 'password'),
    };
    const { hoist, signIn: options } = locals.admin;
    const clientAddress = getClientAddress();
    try {
      const token = url.searchParams.get('token') ?? '';
      const person = await createFirstAdministrator({ hoist, queue: options.queue }, token, input);
      logSecurity('administrator made', { address: clientAddress });
      const result = await signIn(options, { ...person, clientAddress, userAgent: userAgentOf(request) });
      if (result.outcome === 'signed-in') keepSignIn(cookies, result);
    } catch (error) {
      if (!(error instanceof UseCaseError) || error.status !== 422) throw error;
      return fail(422, { name: input.name, email: input.email, fields: error.fields });
    }
    redirect(303, '/');
  },
};
