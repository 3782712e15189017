import type { Setting } from '@hoist/core';
import { createYield } from '@hoist/store';
import type { PersonDraft } from '#lib/forms/setting/person.ts';
import type { AdminContext } from '../context.ts';
import { compileDraft, prepareDraft } from './compile-draft.ts';
import { findWarnings } from './find-warnings.ts';
import type { Warnings } from './find-warnings.ts';
import { describeDraft } from './preview-setting.ts';
import type { Preview } from './preview-setting.ts';
import type { PlaceName } from './read-place.ts';
import { tryPerson } from './try-person.ts';
import type { Tried } from './try-person.ts';

/** What is said of a draft while it is edited. */
export interface Review extends Preview, Warnings {
  /** As it would be saved. */
  readonly draft: Setting;
  /** What it answers about each of the people that were asked about, in their order. */
  readonly tried: readonly Tried[];
}

/** The draft against what is published, and what it answers about people. Throws UseCaseError 404 or 422. */
export async function reviewDraft(
  context: AdminContext,
  { people, ...input }: PlaceName & { readonly setting: unknown; readonly people: readonly PersonDraft[] },
): Promise<Review> {
  const yieldToEventLoop = createYield();
  const prepared = prepareDraft(context, input);
  const preview = describeDraft(context, prepared);
  await yieldToEventLoop();
  const warnings = findWarnings(context, prepared);
  await yieldToEventLoop();
  const trial = people.length > 0 ? compileDraft(context, prepared) : undefined;
  const tried = trial
    ? people.map((person) => tryPerson(context, prepared, { after: trial.after, person }))
    : [];
  return { ...preview, ...warnings, draft: prepared.draft, tried };
}
