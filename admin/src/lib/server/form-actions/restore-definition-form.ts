import { fail, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { requirePerson } from '../access/rights.ts';
import { parseInput } from '../errors/parse.ts';
import { readFlag } from '../flags/flag-views.ts';
import { restoreFlag } from '../history/restore-flag.ts';
import { restoreSegment } from '../history/restore-segment.ts';
import { readSegment } from '../segments/segments.ts';
import { attempt } from './attempt.ts';
import { writeFlash } from './flash.ts';
import { textOf } from './form-text.ts';
import { idempotencyKeyOf } from './idempotency-key-of.ts';
import { versionSchema } from './restore-form.ts';
import { toSavedFlash } from './saved-flash.ts';

const kinds = {
  flag: { restore: restoreFlag, read: readFlag },
  segment: { restore: restoreSegment, read: readSegment },
} as const;

/** Restores a definition of the past, which the page shows beside the one of now, then shows its history again. */
export async function restoreDefinitionByForm(
  { request, locals, url, cookies }: RequestEvent,
  { kind, key }: { readonly kind: keyof typeof kinds; readonly key: string },
) {
  const { hoist } = locals;
  const { restore, read } = kinds[kind];
  const form = await request.formData();
  const environment = textOf(form, 'environment');
  const refusal = await attempt(() => {
    const person = requirePerson(locals.person);
    const { version } = parseInput(versionSchema, { version: textOf(form, 'version') });
    const idempotencyKey = idempotencyKeyOf(person, url, form);
    return restore(hoist, person, { key, version, ifMatch: textOf(form, 'ifMatch'), idempotencyKey });
  });
  if (refusal) return fail(refusal.status, { environment, refusal });
  const { definition, environments } = read(hoist, key);
  writeFlash(cookies, toSavedFlash(`Restored ${definition.name}.`, environments));
  redirect(303, `/${kind}s/${key}/history${environment === '' ? '' : `?env=${environment}`}`);
}
