import { fail, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import { requirePerson } from '../access/rights.ts';
import { parseInput } from '../errors/parse.ts';
import { readFlag } from '../flags/flag-views.ts';
import { reviewPrepared } from '../flags/review-change.ts';
import type { ReviewedChange } from '../flags/review-change.ts';
import { restoreFlag } from '../history/restore-flag.ts';
import { prepareRestore, restoreSetting } from '../history/restore-setting.ts';
import { readPlace } from '../settings/read-place.ts';
import { attempt } from './attempt.ts';
import type { Refusal } from './attempt.ts';
import { flashSaved } from './flash-saved.ts';
import { writeFlash } from './flash.ts';
import { textOf } from './form-text.ts';
import { idempotencyKeyOf } from './idempotency-key-of.ts';
import { toSavedFlash } from './saved-flash.ts';

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

/** Restores a definition of the past, which the page shows beside the one of now. */
export async function restoreFlagByForm(event: RequestEvent, key: string) {
  const { request, locals, url, cookies } = event;
  const { hoist } = locals;
  const form = await request.formData();
  const refusal = await attempt(() => {
    const person = requirePerson(locals.person);
    const { version } = parseInput(versionSchema, { version: textOf(form, 'version') });
    const idempotencyKey = idempotencyKeyOf(person, url, form);
    return restoreFlag(hoist, person, { key, version, ifMatch: textOf(form, 'ifMatch'), idempotencyKey });
  });
  if (refusal) return fail(refusal.status, { environment: textOf(form, 'environment'), refusal });
  const { definition, environments } = readFlag(hoist, key);
  writeFlash(cookies, toSavedFlash(`Restored ${definition.name}.`, environments));
  redirect(303, `/flags/${key}/history?env=${textOf(form, 'environment')}`);
}
