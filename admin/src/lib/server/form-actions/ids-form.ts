import { fail } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { idLists } from '@hoist/core';
import { z } from 'zod';
import { requirePerson } from '../access/rights.ts';
import { parseInput } from '../errors/parse.ts';
import { invalidField } from '../errors/use-case-error.ts';
import { changeIds, idsModes } from '../segments/change-ids.ts';
import type { IdsChanged } from '../segments/change-ids.ts';
import { readIds } from '../segments/read-ids.ts';
import type { IdsFormat } from '../segments/read-ids.ts';
import { attempt } from './attempt.ts';
import { textOf } from './form-text.ts';
import { idempotencyKeyOf } from './idempotency-key-of.ts';

const choiceSchema = z.object({ list: z.enum(idLists), mode: z.enum(idsModes) });
/** Lines that are named on the page. */
const mostNamed = 10;

/** What became of the IDs that were sent; `lines` are the first of those that were refused, by number. */
export interface IdsResult extends IdsChanged {
  readonly refused: number;
  readonly lines: readonly { readonly line: number; readonly message: string }[];
}

/** Changes a list of IDs by the form of a segment's page: what was pasted, or a file. */
export async function changeIdsByForm(event: RequestEvent, key: string) {
  const { locals, request, url } = event;
  const form = await request.formData();
  const sent = {
    list: textOf(form, 'list'),
    mode: textOf(form, 'mode'),
    column: textOf(form, 'column').trim(),
  };
  const pasted = textOf(form, 'ids');
  let result: IdsResult | undefined;
  const refusal = await attempt(async () => {
    const person = requirePerson(locals.person);
    const choice = parseInput(choiceSchema, { list: sent.list, mode: sent.mode });
    const { text, isTable } = await readSent(form.get('file'), pasted);
    const { ids, refused } = await readIds(text, toFormat(sent.column, isTable));
    if (ids.size === 0 && refused.length === 0 && choice.mode !== 'replace')
      throw invalidField(['ids'], 'required', 'Paste IDs, or choose a file with them.');
    const request = { key, ...choice, ids, ifMatch: textOf(form, 'ifMatch') };
    const idempotencyKey = idempotencyKeyOf(person, url, form);
    const changed = await changeIds(locals.hoist, person, { ...request, idempotencyKey });
    result = { ...changed, refused: refused.length, lines: refused.slice(0, mostNamed) };
  });
  return refusal ? fail(refusal.status, { ids: { ...sent, pasted, refusal } }) : { idsResult: result };
}

async function readSent(file: FormDataEntryValue | null, pasted: string) {
  if (!(file instanceof File) || file.size === 0) return { text: pasted, isTable: false };
  return { text: await file.text(), isTable: /\.(?:csv|tsv)$/i.test(file.name) };
}

/** A table is known by its name or by the column that is asked for; anything else has one ID a line. */
function toFormat(column: string, isTable: boolean): IdsFormat {
  if (column !== '') return { kind: 'csv', column };
  return { kind: isTable ? 'csv' : 'lines' };
}
