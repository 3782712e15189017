import { fail, redirect } from '@sveltejs/kit';
import { attempt } from '#lib/server/form-actions/attempt.ts';
import { writeFlash } from '#lib/server/form-actions/flash.ts';
import { idempotencyKeyOf } from '#lib/server/form-actions/idempotency-key-of.ts';
import { toEnd } from '#lib/server/form-actions/to-end.ts';
import { textOf } from '#lib/server/form-actions/form-text.ts';
import { mayChange, requirePerson } from '#lib/server/access/rights.ts';
import { listEnvironments } from '#lib/server/environments/environments.ts';
import { listKeys } from '#lib/server/keys/keys.ts';
import { createKey, rotateKey } from '#lib/server/keys/make-key.ts';
import { revokeKey } from '#lib/server/keys/revoke-key.ts';
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

export const actions: Actions = {
  create: async ({ request, locals, url }) => {
    const form = await request.formData();
    const input = {
      environment: textOf(form, 'environment'),
      name: textOf(form, 'name'),
      scope: textOf(form, 'scope'),
    };
    const days = Number(textOf(form, 'days'));
    let key = '';
    const refusal = await attempt(async () => {
      const person = requirePerson(locals.person);
      const idempotencyKey = idempotencyKeyOf(person, url, form);
      key = (
        await createKey(locals.hoist, person, { ...input, expiresAt: toEnd(days, 'A key') }, idempotencyKey)
      ).key;
    });
    return refusal
      ? fail(refusal.status, { ...input, days, refusal })
      : { environment: input.environment, key };
  },
  rotate: async ({ request, locals, url }) => {
    const form = await request.formData();
    const environment = textOf(form, 'environment');
    const hours = textOf(form, 'overlapHours');
    const input = { environment, overlapHours: hours === '' ? undefined : Number(hours) };
    let key = '';
    const refusal = await attempt(async () => {
      const person = requirePerson(locals.person);
      const of = { id: textOf(form, 'id'), input, idempotencyKey: idempotencyKeyOf(person, url, form) };
      key = (await rotateKey(locals.hoist, person, of)).key;
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
