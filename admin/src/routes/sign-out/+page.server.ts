import { redirect } from '@sveltejs/kit';
import { signOut } from '#lib/server/auth/session.ts';
import { setCookies } from '#lib/server/auth/set-cookies.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => redirect(303, '/');

export const actions: Actions = {
  default: async ({ request, cookies, locals }) => {
    setCookies(cookies, await signOut(locals.admin.auth, request.headers));
    redirect(303, '/sign-in');
  },
};
