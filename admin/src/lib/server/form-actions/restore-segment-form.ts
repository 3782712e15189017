import { fail, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { requirePerson } from '../access/rights.ts';
import { parseInput } from '../errors/parse.ts';
import { restoreSegment } from '../history/restore-segment.ts';
import { readSegment } from '../segments/segments.ts';
import { attempt } from './attempt.ts';
import { writeFlash } from './flash.ts';
import { textOf } from './form-text.ts';
import { idempotencyKeyOf } from './idempotency-key-of.ts';
import { versionSchema } from './restore-form.ts';
import { toSavedFlash } from './saved-flash.ts';

/** Restores a segment of the past, which the page shows beside the one of now. */
export async function restoreSegmentByForm(event: RequestEvent, key: string) {
  const { request, locals, url, cookies } = event;
  const { hoist } = locals;
  const form = await request.formData();
  const refusal = await attempt(() => {
    const person = requirePerson(locals.person);
    const { version } = parseInput(versionSchema, { version: textOf(form, 'version') });
    const idempotencyKey = idempotencyKeyOf(person, url, form);
    return restoreSegment(hoist, person, { key, version, ifMatch: textOf(form, 'ifMatch'), idempotencyKey });
  });
  if (refusal) return fail(refusal.status, { refusal });
  const { definition, environments } = readSegment(hoist, key);
  writeFlash(cookies, toSavedFlash(`Restored ${definition.name}.`, environments));
  redirect(303, `/segments/${key}/history`);
}
