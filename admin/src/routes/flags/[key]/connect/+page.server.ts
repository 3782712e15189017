import { isJsonObject } from '@hoist/core';
import type { Json } from '@hoist/core';
import { fail } from '@sveltejs/kit';
import { askRelay } from '#lib/server/flags/ask-relay.ts';
import { attempt } from '#lib/server/form-actions/attempt.ts';
import { idempotencyKeyOf } from '#lib/server/form-actions/idempotency-key-of.ts';
import { textOf } from '#lib/server/form-actions/form-text.ts';
import { requirePerson } from '#lib/server/access/rights.ts';
import { unlessAway } from '#lib/server/errors/unless-away.ts';
import { readEvaluations } from '#lib/server/counts/evaluations.ts';
import { explainFlag } from '#lib/server/flags/explain-flag.ts';
import { createKey } from '#lib/server/keys/make-key.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, parent }) => {
  const { chosen } = await parent();
  const place = { flag: params.key, environment: chosen, window: '1h' } as const;
  const asked = await unlessAway(() => readEvaluations(locals.hoist, place), undefined);
  return {
    relayUrl: locals.admin.config.relayPublicUrl,
    asked: asked && {
      sentence: asked.sentence,
      isAsked: asked.use.evaluations + asked.use.deliveries > 0,
      variants: asked.variants.slice(0, 5),
    },
  };
};

export const actions: Actions = {
  key: async ({ request, locals, params, url }) => {
    const form = await request.formData();
    const environment = textOf(form, 'environment');
    let key = '';
    const input = { environment, name: `Made for ${params.key}`, scope: 'server' };
    const refusal = await attempt(async () => {
      const person = requirePerson(locals.person);
      key = (await createKey(locals.hoist, person, input, idempotencyKeyOf(person, url, form))).key;
    });
    return refusal ? fail(refusal.status, { environment, refusal }) : { environment, key, isNew: true };
  },
  ask: async ({ request, locals, params }) => {
    const form = await request.formData();
    const asked = {
      environment: textOf(form, 'environment'),
      key: textOf(form, 'key').trim(),
      id: textOf(form, 'id'),
      attributes: textOf(form, 'attributes'),
    };
    const attributes = readAttributes(asked.attributes);
    const fields = {
      ...(asked.key === '' && { key: 'Paste a key, or make one above.' }),
      ...(attributes === undefined && { attributes: 'Enter a JSON object, like {"country": "DE"}.' }),
    };
    if (attributes === undefined || asked.key === '') return fail(422, { ...asked, fields });
    const context = { ...attributes, ...(asked.id !== '' && { targetingKey: asked.id }) };
    const relayUrl = locals.admin.config.relayPublicUrl;
    const answer = await askRelay({ relayUrl, key: asked.key, flag: params.key, context });
    const place = { flag: params.key, environment: asked.environment };
    return { ...asked, answer, steps: explainFlag(locals.hoist, { ...place, context }) };
  },
};

function readAttributes(text: string): Readonly<Record<string, Json>> | undefined {
  if (text.trim() === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
