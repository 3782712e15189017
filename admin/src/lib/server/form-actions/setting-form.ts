import { randomUUID } from 'node:crypto';
import { describeSetting } from '@hoist/core/words';
import type { RolloutProgress, Setting } from '@hoist/core';
import { fail, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { fromSettingDraft } from '#lib/forms/setting/draft.ts';
import { pickFieldOf } from '#lib/forms/pick-field.ts';
import { editSetting } from '#lib/forms/setting/edit.ts';
import { findRegion } from '#lib/forms/setting/find-region.ts';
import { readSettingDraft } from '#lib/forms/setting/read.ts';
import { emptyServe } from '#lib/forms/setting/serve-draft.ts';
import { nameTime } from '#lib/words.ts';
import { refuseFields } from './attempt.ts';
import type { Refusal } from './attempt.ts';
import { textOf } from './form-text.ts';
import type { AdminContext } from '../context.ts';
import { invalidField } from '../errors/use-case-error.ts';
import { flashSaved } from './flash-saved.ts';
import { publishReviewed } from './reviewed-form.ts';
import { asPublished, publishedDefinition } from '../flags/published-flag.ts';
import { findFlagKey, listFlagChoices } from '../flags/list-flag-choices.ts';
import { listRegionChoices } from '../regions/list-region-choices.ts';
import { readPlace } from '../settings/read-place.ts';
import { toFirstSetting } from '../settings/complete-setting.ts';
import { saveSetting } from '../settings/save-setting.ts';
import { settingFormsOf } from '../settings/setting-forms.ts';
import { wordingOf } from '../settings/wording-of.ts';

/** The form of "Who gets it", read: `wrongs` says what could not be. Throws UseCaseError for one that was cut short. */
export function readForm(context: AdminContext, key: string, form: FormData) {
  const place = readPlace(context, { flag: key, environment: textOf(form, 'environment') });
  const definition = asPublished(place.definition, publishedDefinition(place.definition, place.part));
  const draft = readSettingDraft(form);
  if (!draft)
    throw invalidField(['draft'], 'required', 'The form came without its draft. Load the page again.');
  const forms = settingFormsOf(context, definition);
  const base = place.setting ?? toFirstSetting(definition);
  return { definition, place, draft, forms, enabled: base.enabled };
}

/** The draft as a setting, and what is wrong with it by field. */
export function readSetting({ draft, forms, enabled }: ReturnType<typeof readForm>) {
  return fromSettingDraft(draft, enabled, { ...forms, newId: () => randomUUID().slice(0, 8) });
}

/** Carries out what a button of the form asks for, and shows the form again: the way without JavaScript. */
export function editDraft(context: AdminContext, key: string, form: FormData) {
  const { place, draft, forms } = readForm(context, key, form);
  const edit = textOf(form, 'edit');
  const typed = textOf(form, pickFieldOf(edit));
  const picked =
    edit === 'add-region'
      ? findRegion(typed, listRegionChoices(context))
      : edit === 'add-prerequisite'
        ? findFlagKey(context, typed)
        : typed;
  const choice = { picked, serve: emptyServe(forms), operators: forms.operators };
  const environment = place.environment.key;
  const edited = editSetting(draft, edit, choice);
  const flags = listFlagChoices(
    context,
    key,
    edited.prerequisites.map(({ flag }) => flag),
  );
  return { environment, draft: edited, etag: textOf(form, 'ifMatch'), flags };
}

/** The view that an address asks for; undefined where it leaves that to the setting. */
export function readView({ searchParams }: URL): 'simple' | 'rules' | undefined {
  const view = searchParams.get('view');
  return view === 'simple' || view === 'rules' ? view : undefined;
}

/** When each step of one rollout was or will be reached, in the reader's zone. */
export interface Reached {
  readonly rule: string;
  readonly steps: readonly (string | undefined)[];
}

/** Names the steps of a rollout that moves. */
export function reachedOf(
  context: AdminContext,
  { rule, steps }: RolloutProgress & { readonly rule: string },
): Reached {
  const name = (at: number | undefined) =>
    at === undefined ? undefined : nameTime(at, context.now(), context.zone);
  return { rule, steps: steps.map(({ at }) => name(at)) };
}

/**
 * Saves "Who gets it". A protected environment shows the review first: only a form that carries `reviewed` publishes.
 * What is refused comes back with everything that was entered.
 */
export async function saveDraft(event: RequestEvent, key: string) {
  const { request, locals } = event;
  const { hoist } = locals;
  const form = await request.formData();
  const environment = textOf(form, 'environment');
  const ifMatch = textOf(form, 'ifMatch');
  const comment = textOf(form, 'comment');
  const read = readForm(hoist, key, form);
  const { place, definition, draft } = read;
  const name = { flag: key, environment };
  const sent = { environment, draft, etag: ifMatch, comment };
  const { setting, wrongs } = readSetting(read);
  if (Object.keys(wrongs).length > 0) return fail(422, { ...sent, refusal: refuseFields(wrongs) });
  const unpublished = await publishReviewed(event, form, {
    ...name,
    setting: () => setting,
    asks: place.environment.protected,
    publish: (person, based) => saveSetting(hoist, person, { ...name, setting, ...based }),
  });
  if (!unpublished) {
    await flashSaved(event, name, { done: 'Saved.', offersUndo: true });
    const view = readView(event.url);
    redirect(303, `/flags/${key}?env=${environment}${view ? `&view=${view}` : ''}`);
  }
  const { review, refusal } = unpublished;
  if (!refusal) return { ...sent, review };
  if (review) return fail(refusal.status, { ...sent, review, refusal });
  const wording = wordingOf(hoist, definition, place.definitions);
  const theirs = describeTheirs(
    refusal,
    (value) => describeSetting({ flag: definition, setting: value, ...wording }).text,
  );
  const etag = refusal.theirs?.etag ?? ifMatch;
  return fail(refusal.status, { ...sent, etag, refusal: inDraft(refusal), theirs });
}

/** A refusal with its fields named as the draft names them: use cases put them below `setting`. */
export function inDraft(refusal: Refusal): Refusal {
  const fields = Object.entries(refusal.fields).map(([path, wrong]) => [
    path.replace(/^setting\./, ''),
    wrong,
  ]);
  return { ...refusal, fields: Object.fromEntries(fields) as Refusal['fields'] };
}

function describeTheirs(refusal: Refusal, describe: (setting: Setting | null) => string): string | undefined {
  return refusal.theirs && describe(refusal.theirs.value as Setting | null);
}
