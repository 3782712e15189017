import { fail, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { attempt } from './attempt.ts';
import { idempotencyKeyOf } from './idempotency-key-of.ts';
import { textOf } from './form-text.ts';
import { requirePerson } from '../access/rights.ts';
import { flashSaved } from './flash-saved.ts';
import { controlRollout } from '../settings/control-rollout.ts';
import { parseInput } from '../errors/parse.ts';
import { rolloutActions } from '../settings/rollouts.ts';

const controlSchema = z.object({ control: z.enum(rolloutActions), rule: z.string().optional() });

/** The buttons below a rollout: `rule` says which. */
export async function controlByForm(event: RequestEvent, flag: string) {
  const { request, locals, url } = event;
  const { hoist } = locals;
  const form = await request.formData();
  const environment = textOf(form, 'environment');
  const comment = textOf(form, 'comment');
  const refusal = await attempt(() => {
    const asked = { control: textOf(form, 'control'), rule: textOf(form, 'rule') || undefined };
    const { control, rule } = parseInput(controlSchema, asked);
    const ifMatch = textOf(form, 'ifMatch');
    const person = requirePerson(locals.person);
    return controlRollout(hoist, person, {
      flag,
      environment,
      ifMatch,
      control,
      rule,
      comment,
      idempotencyKey: idempotencyKeyOf(person, url, form),
    });
  });
  if (refusal) return fail(refusal.status, { environment, refusal });
  await flashSaved(event, { flag, environment }, { done: 'Saved.', offersUndo: false });
  redirect(303, `/flags/${flag}?env=${environment}`);
}
