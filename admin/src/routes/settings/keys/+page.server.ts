import { fail, redirect } from '@sveltejs/kit';
import { attempt } from '#lib/server/attempt.ts';
import { writeFlash } from '#lib/server/flash.ts';
import { textOf } from '#lib/server/form-text.ts';
import { mayChange, requirePerson } from '#lib/server/rights.ts';
import { listEnvironments } from '#lib/server/use-cases/environments.ts';
import { createKey, listKeys, revokeKey } from '#lib/server/use-cases/keys.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
  const environments = listEnvironments(locals.hoist).map(({ environment }) => ({
    ...environment,
    mayChange: mayChange(locals.person, environment),
  }));
  const asked = url.searchParams.get('env');
  const chosen = environments.find(({ key }) => key === asked) ?? environments[0];
  return { environments, chosen, keys: chosen ? listKeys(locals.hoist, chosen.key) : [] };
};

export const actions: Actions = {
  create: async ({ request, locals }) => {
    const form = await request.formData();
    const input = {
      environment: textOf(form, 'environment'),
      name: textOf(form, 'name'),
      scope: textOf(form, 'scope'),
    };
    let key = '';
    const refusal = await attempt(async () => {
      key = (await createKey(locals.hoist, requirePerson(locals.person), input)).key;
    });
    return refusal ? fail(refusal.status, { ...input, refusal }) : { environment: input.environment, key };
  },
  revoke: async ({ request, locals, cookies }) => {
    const form = await request.formData();
    const environment = textOf(form, 'environment');
    const refusal = await attempt(() =>
      revokeKey(locals.hoist, requirePerson(locals.person), { environment, id: textOf(form, 'id') }),
    );
    if (refusal) return fail(refusal.status, { environment, refusal });
    writeFlash(cookies, { text: 'Revoked. Relays refuse this key within a second.' });
    redirect(303, `/settings/keys?env=${encodeURIComponent(environment)}`);
  },
};
