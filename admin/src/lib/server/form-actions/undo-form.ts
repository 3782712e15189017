import { fail, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { localPath } from '#lib/local-path.ts';
import { attempt } from './attempt.ts';
import { idempotencyKeyOf } from './idempotency-key-of.ts';
import { textOf } from './form-text.ts';
import { requirePerson } from '../access/rights.ts';
import { flashSaved } from './flash-saved.ts';
import { undoSetting } from '../settings/undo.ts';

/** The Undo of a toast or a card: goes back to where it stood. */
export async function undoByForm(event: RequestEvent, flag: string) {
  const { request, locals, url } = event;
  const form = await request.formData();
  const environment = textOf(form, 'environment');
  const ifMatch = textOf(form, 'ifMatch');
  const refusal = await attempt(() => {
    const person = requirePerson(locals.person);
    return undoSetting(locals.hoist, person, {
      flag,
      environment,
      ifMatch,
      idempotencyKey: idempotencyKeyOf(person, url, form),
    });
  });
  if (refusal) return fail(refusal.status, { environment, refusal });
  await flashSaved(event, { flag, environment }, { done: 'Undone.', offersUndo: false });
  redirect(303, localPath(form.get('to')));
}
