import { fail, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { localPath } from '#lib/local-path.ts';
import { attempt } from './attempt.ts';
import { flashSaved } from './flash-saved.ts';
import { idempotencyKeyOf } from './idempotency-key-of.ts';
import { publishReviewed } from './reviewed-form.ts';
import { textOf } from './form-text.ts';
import { requirePerson } from '../access/rights.ts';
import { parseInput } from '../errors/parse.ts';
import { controlRollout, needsComment, planControl } from '../settings/control-rollout.ts';
import { readPlace } from '../settings/read-place.ts';
import { rolloutActions } from '../settings/rollouts.ts';
import { watchRollout } from '../settings/watch-rollout.ts';

const controlSchema = z.object({ control: z.enum(rolloutActions), rule: z.string().optional() });

/** The buttons of a rollout, on its card, in a list and below its line: `rule` says which. A protected environment asks first. */
export async function controlByForm(event: RequestEvent, flag: string) {
  const { hoist } = event.locals;
  const form = await event.request.formData();
  const environment = textOf(form, 'environment');
  const { protected: asks } = readPlace(hoist, { flag, environment }).environment;
  const place = { flag, environment, rule: textOf(form, 'rule') || undefined };
  const ifMatch = textOf(form, 'ifMatch');
  const to = form.has('to') ? localPath(form.get('to')) : `/flags/${flag}?env=${environment}`;
  if (textOf(form, 'control') === 'keep-watching') return watch();
  const asked = () => parseInput(controlSchema, { control: textOf(form, 'control'), rule: place.rule });
  const unpublished = await publishReviewed(event, form, {
    ...place,
    setting: () => planControl(hoist, { ...place, ...asked() }),
    asks,
    publish: (person, based) => controlRollout(hoist, person, { ...place, ...asked(), ...based }),
  });
  if (!unpublished) return done();
  const { review, refusal } = unpublished;
  const controlling = review && {
    ...asked(),
    ...{ ifMatch, to },
    comment: textOf(form, 'comment'),
    asksWhy: needsComment(asked().control),
  };
  return refusal
    ? fail(refusal.status, { environment, controlling, review, refusal })
    : { environment, controlling, review };

  async function watch() {
    const refusal = await attempt(() => {
      const person = requirePerson(event.locals.person);
      const idempotencyKey = idempotencyKeyOf(person, event.url, form);
      return watchRollout(hoist, person, { ...place, idempotencyKey });
    });
    return refusal ? fail(refusal.status, { environment, refusal }) : done();
  }

  async function done(): Promise<never> {
    await flashSaved(event, { flag, environment }, { done: 'Saved.', offersUndo: false });
    redirect(303, to);
  }
}
