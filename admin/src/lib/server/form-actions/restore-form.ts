import { fail, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { requirePerson } from '../access/rights.ts';
import { parseInput } from '../errors/parse.ts';
import { reviewPrepared } from '../flags/review-change.ts';
import type { ReviewedChange } from '../flags/review-change.ts';
import { prepareRestore, restoreSetting } from '../history/restore-setting.ts';
import { readPlace } from '../settings/read-place.ts';
import { attempt } from './attempt.ts';
import type { Refusal } from './attempt.ts';
import { flashSaved } from './flash-saved.ts';
import { textOf } from './form-text.ts';
import { idempotencyKeyOf } from './idempotency-key-of.ts';

/** A setting that somebody is about to restore. */
export interface Restoring {
  readonly version: number;
  readonly ifMatch: string;
  readonly comment: string;
}

/** The number of a change that a form restores. */
export const versionSchema = z.object({ version: z.coerce.number('Choose a version.').int().min(1) });

/**
 * Restores a setting of the past. It is shown beside what is there now first, in every environment: only a form that carries
 * `reviewed` publishes.
 */
export async function restoreByForm(event: RequestEvent, flag: string) {
  const { request, locals, url } = event;
  const { hoist } = locals;
  const form = await request.formData();
  const environment = textOf(form, 'environment');
  const comment = textOf(form, 'comment');
  const isReviewed = form.has('reviewed');
  const ifMatch = isReviewed ? textOf(form, 'ifMatch') : readPlace(hoist, { flag, environment }).etag;
  let asked: { readonly restoring: Restoring; readonly review: ReviewedChange } | undefined;
  const ask = async () => {
    const name = { ...parseInput(versionSchema, { version: textOf(form, 'version') }), flag, environment };
    const review = await reviewPrepared(hoist, await prepareRestore(hoist, name), form.has('json'));
    asked = { restoring: { version: name.version, ifMatch, comment }, review };
    return name;
  };
  const refusal = await attempt(async () => {
    const name = await ask();
    if (!isReviewed) return;
    const person = requirePerson(locals.person);
    const idempotencyKey = idempotencyKeyOf(person, url, form);
    await restoreSetting(hoist, person, { ...name, ifMatch, comment, idempotencyKey });
  });
  if (!refusal && isReviewed) {
    await flashSaved(event, { flag, environment }, { done: 'Restored.', offersUndo: true });
    redirect(303, `/flags/${flag}/history?env=${environment}`);
  }
  if (!refusal) return { environment, ...asked };
  return fail(refusal.status, { environment, refusal, ...(asksAgain(refusal) && asked) });
}

function asksAgain({ fields }: Refusal): boolean {
  return fields['comment'] !== undefined;
}
