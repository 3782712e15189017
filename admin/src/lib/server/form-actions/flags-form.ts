import { fail, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { toOwner } from '#lib/forms/flag/draft.ts';
import { localPath } from '#lib/local-path.ts';
import { flagTexts } from '#lib/texts/flag.ts';
import { requireRole } from '../access/person.ts';
import { requirePerson } from '../access/rights.ts';
import type { Person } from '../access/person.ts';
import { changeFlags, previewArchiving } from '../archive/change-flags.ts';
import type { ChangedFlags, FlagsChange } from '../archive/change-flags.ts';
import type { AdminContext } from '../context.ts';
import { invalidField } from '../errors/use-case-error.ts';
import { listOwners } from '../people/list-people.ts';
import { attempt } from './attempt.ts';
import { writeFlash } from './flash.ts';
import { textOf } from './form-text.ts';
import { idempotencyKeyOf } from './idempotency-key-of.ts';

/**
 * Changes the flags that were selected in a list, and says so. Archiving is shown first and done by a form that carries
 * `confirmed`. Flags that stay as they are come back with the reason.
 */
export async function changeFlagsByForm({
  request,
  locals,
  cookies,
  url,
}: Pick<RequestEvent, 'request' | 'locals' | 'cookies' | 'url'>) {
  const { hoist } = locals;
  const form = await request.formData();
  const kind = textOf(form, 'change');
  const value = textOf(form, 'value').trim();
  const selected = [...new Set(form.getAll('flag').filter((flag) => typeof flag === 'string'))];
  const chosen = selected.map((flag) => {
    const [key = '', ifMatch = ''] = flag.split(' ');
    return { key, ifMatch };
  });
  const asks = kind === 'archive' && textOf(form, 'confirmed') !== 'yes';
  let result: ChangedFlags = { done: [], refused: [] };
  const refusal = await attempt(async () => {
    const person = requirePerson(locals.person);
    requireRole(person, 'editor', 'change flags');
    const change = readChange(hoist, person, kind, value);
    const idempotencyKey = idempotencyKeyOf(person, url, form);
    result = asks
      ? await previewArchiving(hoist, chosen)
      : await changeFlags(hoist, person, { chosen, change, idempotencyKey });
  });
  const bulk = { kind, value, selected, asks, ...result };
  if (refusal) return fail(refusal.status, { bulk: { ...bulk, asks: false }, refusal });
  if (asks || result.refused.length > 0) return { bulk };
  writeFlash(cookies, { text: flagTexts.bulk.said(kind, result.done.length, value) });
  redirect(303, localPath(form.get('to')));
}

function readChange(hoist: AdminContext, person: Person, kind: string, value: string): FlagsChange {
  if (kind === 'archive') return { kind };
  if (kind === 'add-tag' || kind === 'remove-tag') return { kind, tag: value };
  if (kind !== 'owner') throw invalidField(['change'], 'invalid-value', 'Choose what becomes of the flags.');
  const owner = toOwner(value, person, listOwners(hoist));
  if (owner === null) throw invalidField(['value'], 'required', 'Enter an owner: a person or a team.');
  return { kind, owner };
}
