import { fail, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { localPath } from '#lib/local-path.ts';
import { attempt } from './attempt.ts';
import { idempotencyKeyOf } from './idempotency-key-of.ts';
import { writeFlash } from './flash.ts';
import { textOf } from './form-text.ts';
import { requirePerson } from '../access/rights.ts';
import { sentenceOf } from './setting-form.ts';
import { undoSetting } from '../settings/undo.ts';

/** The Undo of a toast or a card: goes back to where it stood. */
export async function undoByForm({ request, locals, cookies, url }: RequestEvent, flag: string) {
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
  writeFlash(cookies, { text: `Undone. In ${environment}: ${sentenceOf(locals.hoist, flag, environment)}.` });
  redirect(303, localPath(form.get('to')));
}
