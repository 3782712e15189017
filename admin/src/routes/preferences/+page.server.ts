import { redirect } from '@sveltejs/kit';
import { localPath } from '#lib/local-path.ts';
import { writePreferences } from '#lib/server/platform/preferences.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = () => redirect(303, '/');

export const actions: Actions = {
  default: async ({ request, cookies }) => {
    const form = await request.formData();
    writePreferences(cookies, form);
    redirect(303, localPath(form.get('to')));
  },
};
