import { fail, redirect } from '@sveltejs/kit';
import { attempt } from '#lib/server/attempt.ts';
import { writeFlash } from '#lib/server/flash.ts';
import { textOf } from '#lib/server/form-text.ts';
import { mayChange, requirePerson } from '#lib/server/rights.ts';
import { listEnvironments } from '#lib/server/use-cases/environments.ts';
import { listKeys } from '#lib/server/use-cases/keys.ts';
import { createKey, rotateKey } from '#lib/server/use-cases/make-key.ts';
import { revokeKey } from '#lib/server/use-cases/revoke-key.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const environments = listEnvironments(locals.hoist).map(({ environment }) => ({
    ...environment,
    mayChange: mayChange(locals.person, environment),
  }));
  const asked = url.searchParams.get('env');
  const chosen = environments.find(({ key }) => key === asked) ?? environments[0];
  return {
    environments,
    chosen,
    keys: chosen ? await listKeys(locals.hoist, chosen.key) : [],
  };
};

const dayLength = 86_400_000;

export const actions: Actions = {
  create: async ({ request, locals }) => {
    const form = await request.formData();
    const input = {
      environment: textOf(form, 'environment'),
      name: textOf(form, 'name'),
      scope: textOf(form, 'scope'),
    };
    const days = Number(textOf(form, 'days'));
    const expiresAt = days > 0 ? new Date(Date.now() + days * dayLength).toISOString() : null;
    let key = '';
    const refusal = await attempt(async () => {
      const person = requirePerson(locals.person);
      key = (await createKey(locals.hoist, person, { ...input, expiresAt }, textOf(form, 'act') || undefined))
        .key;
    });
    return refusal
      ? fail(refusal.status, { ...input, days, refusal })
      : { environment: input.environment, key };
  },
  rotate: async ({ request, locals }) => {
    const form = await request.formData();
    const environment = textOf(form, 'environment');
    const input = { environment, overlapHours: Number(textOf(form, 'overlapHours')) };
    const of = { id: textOf(form, 'id'), input, act: textOf(form, 'act') || undefined };
    let key = '';
    const refusal = await attempt(async () => {
      key = (await rotateKey(locals.hoist, requirePerson(locals.person), of)).key;
    });
    return refusal ? fail(refusal.status, { environment, refusal }) : { environment, key };
  },
  revoke: async ({ request, locals, cookies }) => {
    const form = await request.formData();
    const environment = textOf(form, 'environment');
    const id = textOf(form, 'id');
    const raiseEpoch = textOf(form, 'raiseEpoch') === 'true';
    const refusal = await attempt(() =>
      revokeKey(locals.hoist, requirePerson(locals.person), { environment, id, raiseEpoch }),
    );
    const givesUp = refusal?.fields['raiseEpoch'];
    if (refusal && givesUp)
      return fail(refusal.status, { environment, givesUp: id, refusal: { ...refusal, detail: givesUp } });
    if (refusal) return fail(refusal.status, { environment, refusal });
    writeFlash(cookies, { text: 'Revoked. Relays refuse this key within a second.' });
    redirect(303, `/settings/keys?env=${encodeURIComponent(environment)}`);
  },
};
