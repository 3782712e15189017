import { pickFieldOf } from '#lib/forms/pick-field.ts';
import type { JsonObject } from '@hoist/core';
import { fail, redirect } from '@sveltejs/kit';
import type { ActionFailure, RequestEvent } from '@sveltejs/kit';
import type { Person } from '../access/person.ts';
import { requirePerson } from '../access/rights.ts';
import type { FieldMessages, Theirs } from '../errors/use-case-error.ts';
import { attempt, refuseFields } from './attempt.ts';
import type { Refusal } from './attempt.ts';
import { writeFlash } from './flash.ts';
import type { Flash } from './flash.ts';
import { textOf } from './form-text.ts';
import { idempotencyKeyOf } from './idempotency-key-of.ts';

/** A form that edits a definition. */
export interface DraftForm<Draft> {
  /** Reads what was sent; what is absent is empty. */
  readonly read: (form: FormData) => Draft;
  /** Carries out what a button asks for, with what was chosen to be added. */
  readonly edit: (draft: Draft, edit: string, chosen: string) => Draft;
  /** The draft as the use case takes it, with messages by dotted path where it cannot be one. */
  readonly toInput: (draft: Draft) => { readonly input: JsonObject; readonly fields: FieldMessages };
}

/** What the page shows again when nothing was saved. */
interface Unsaved<Draft> {
  readonly draft: Draft;
  /** What the next save is based on. */
  readonly etag: string;
  readonly refusal: Refusal | undefined;
  /** What somebody else saved meanwhile, in words. */
  readonly theirs: string | undefined;
}

interface Saving {
  /** Calls the use case. */
  readonly save: (
    person: Person,
    input: JsonObject,
    based: { readonly ifMatch: string; readonly idempotencyKey: string | undefined },
  ) => Promise<unknown>;
  /** Describes what somebody else saved meanwhile. */
  readonly describe?: (theirs: Theirs) => string;
  /** What the next page says, and where it is. */
  readonly done: (input: JsonObject) => { readonly flash: Flash; readonly to: string };
}

type FormEvent = Pick<RequestEvent, 'request' | 'locals' | 'cookies' | 'url'>;

/** Answers a button that adds or removes a row, for a browser without JavaScript; saves nothing. */
export async function editByForm<Draft>(
  { request }: Pick<FormEvent, 'request'>,
  { read, edit }: DraftForm<Draft>,
): Promise<Unsaved<Draft>> {
  const form = await request.formData();
  const draft = edit(read(form), textOf(form, 'edit'), textOf(form, pickFieldOf(textOf(form, 'edit'))));
  return { draft, etag: textOf(form, 'ifMatch'), refusal: undefined, theirs: undefined };
}

/**
 * Saves a definition: reads the form, calls the use case, says on the next page what was saved. A refusal comes back with
 * everything that was entered; saving once more after a conflict replaces the other person's change.
 */
export async function saveByForm<Draft>(
  { request, locals, cookies, url }: FormEvent,
  { read, toInput }: DraftForm<Draft>,
  { save, describe, done }: Saving,
): Promise<ActionFailure<Unsaved<Draft>>> {
  const form = await request.formData();
  const draft = read(form);
  const ifMatch = textOf(form, 'ifMatch');
  const { input, fields } = toInput(draft);
  const isReadable = Object.keys(fields).length === 0;
  const refusal = isReadable
    ? await attempt(() => {
        const person = requirePerson(locals.person);
        return save(person, input, { ifMatch, idempotencyKey: idempotencyKeyOf(person, url, form) });
      })
    : refuseFields(fields);
  if (refusal) {
    const { theirs, status } = refusal;
    return fail(status, {
      draft,
      etag: theirs?.etag ?? ifMatch,
      refusal,
      theirs: theirs && describe?.(theirs),
    });
  }
  const { flash, to } = done(input);
  writeFlash(cookies, flash);
  redirect(303, to);
}
