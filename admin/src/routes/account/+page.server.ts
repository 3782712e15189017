import { fail, redirect } from '@sveltejs/kit';
import { requirePerson } from '#lib/server/access/rights.ts';
import { attempt } from '#lib/server/form-actions/attempt.ts';
import { writeFlash } from '#lib/server/form-actions/flash.ts';
import { textOf } from '#lib/server/form-actions/form-text.ts';
import { unlessAway } from '#lib/server/errors/unless-away.ts';
import {
  changeOwnPassword,
  endOwnSessions,
  listSessions,
  renameSelf,
} from '#lib/server/people/own-account.ts';
import type { OwnSession } from '#lib/server/people/own-account.ts';
import { nameBrowser } from '#lib/name-browser.ts';
import { peopleTexts } from '#lib/texts/people.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { hoist, sessionToken } = locals;
  const person = requirePerson(locals.person);
  const sessions = await unlessAway<OwnSession[]>(() => listSessions(hoist, person, sessionToken), []);
  return {
    name: person.name,
    role: person.role === 'hold' ? '' : peopleTexts.shortRoles[person.role],
    sessions: sessions.map(({ userAgent, ...session }) => ({ ...session, browser: nameBrowser(userAgent) })),
  };
};

export const actions: Actions = {
  name: async ({ request, locals, cookies }) => {
    const name = textOf(await request.formData(), 'name');
    const refusal = await attempt(() => renameSelf(locals.hoist, requirePerson(locals.person), { name }));
    if (refusal) return fail(refusal.status, { name, refusal });
    writeFlash(cookies, { text: 'Saved your name.' });
    redirect(303, '/account');
  },
  password: async ({ request, locals, cookies }) => {
    const form = await request.formData();
    const { admin, sessionToken: token } = locals;
    const change = { old: textOf(form, 'old'), password: textOf(form, 'password'), token };
    const refusal = await attempt(() => changeOwnPassword(admin, requirePerson(locals.person), change));
    if (refusal) return fail(refusal.status, { passwordRefusal: refusal });
    writeFlash(cookies, { text: 'Changed your password. Your other sessions have ended.' });
    redirect(303, '/account');
  },
  end: async ({ request, locals, cookies }) => {
    const id = textOf(await request.formData(), 'id');
    const { admin, sessionToken: token } = locals;
    const which = { token, ...(id !== '' && { id }) };
    const refusal = await attempt(() => endOwnSessions(admin, requirePerson(locals.person), which));
    if (refusal) return fail(refusal.status, { sessionsRefusal: refusal });
    writeFlash(cookies, { text: 'Signed out there.' });
    redirect(303, '/account');
  },
};
