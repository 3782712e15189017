import { fail, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { requirePerson } from '../access/rights.ts';
import { archiveDefinition, deleteDefinition, restoreDefinition } from '../archive/archive.ts';
import { readFlag } from '../flags/flag-views.ts';
import type { ArchivableKind } from '../publishing/archived.ts';
import { readSegment } from '../segments/segments.ts';
import { attempt } from './attempt.ts';
import { writeFlash } from './flash.ts';
import { textOf } from './form-text.ts';
import { idempotencyKeyOf } from './idempotency-key-of.ts';
import { toSavedFlash } from './saved-flash.ts';

const changes = {
  archive: { run: archiveDefinition, done: 'Archived' },
  restore: { run: restoreDefinition, done: 'Unarchived' },
  delete: { run: deleteDefinition, done: 'Deleted' },
} as const;

/** Archives, unarchives or deletes a flag or a segment for a form, and says so on the next page; a refusal names what stands in the way. */
export async function archiveByForm(
  { request, locals, cookies, url }: Pick<RequestEvent, 'request' | 'locals' | 'cookies' | 'url'>,
  { kind, key }: { readonly kind: ArchivableKind; readonly key: string },
  change: keyof typeof changes,
) {
  const { hoist } = locals;
  const form = await request.formData();
  const read = () => (kind === 'flag' ? readFlag(hoist, key) : readSegment(hoist, key));
  const { name } = read().definition;
  const { run, done } = changes[change];
  const refusal = await attempt(() => {
    const person = requirePerson(locals.person);
    const idempotencyKey = idempotencyKeyOf(person, url, form);
    return run(hoist, person, { kind, key, ifMatch: textOf(form, 'ifMatch'), idempotencyKey });
  });
  if (refusal) return fail(refusal.status, { archiving: refusal });
  const said = `${done} ${name}.`;
  const isGone = change === 'delete';
  writeFlash(cookies, isGone ? { text: said } : toSavedFlash(said, read().environments));
  redirect(303, isGone ? `/${kind}s` : `/${kind}s/${key}`);
}
