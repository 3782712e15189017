import { redirect } from '@sveltejs/kit';
import { clearSession } from '#lib/server/access/session.ts';
import { setCookies } from '#lib/server/access/set-cookies.ts';
import { logSecurity } from '#lib/server/logging/security-log.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => redirect(303, '/');

export const actions: Actions = {
  default: async ({ request, cookies, locals, getClientAddress }) => {
    const person = await locals.admin.sessions.end(request.headers);
    logSecurity('signed out', { person, address: getClientAddress() });
    setCookies(cookies, [await clearSession(locals.admin.auth)]);
    redirect(303, '/sign-in');
  },
};
