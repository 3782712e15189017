import { randomUUID } from 'node:crypto';
import { describeSetting } from '@hoist/core/words';
import type { RolloutProgress, Setting } from '@hoist/core';
import { fail, redirect } from '@sveltejs/kit';
import type { RequestEvent } from '@sveltejs/kit';
import { readSimpleSetting } from '#lib/forms/setting/read.ts';
import { fromSimpleSetting } from '#lib/forms/setting/draft.ts';
import { nameTime } from '#lib/words.ts';
import { attempt, refuseFields } from './attempt.ts';
import type { Refusal } from './attempt.ts';
import { idempotencyKeyOf } from './idempotency-key-of.ts';
import { textOf } from './form-text.ts';
import type { AdminContext } from '../context.ts';
import { requirePerson } from '../access/rights.ts';
import { tellSaved } from './tell-saved.ts';
import { asPublished, publishedDefinition } from '../flags/published-flag.ts';
import { readPlace } from '../settings/read-place.ts';
import { toFirstSetting } from '../settings/complete-setting.ts';
import { previewSetting } from '../settings/preview-setting.ts';
import { saveSetting } from '../settings/save-setting.ts';
import { wordingOf } from '../settings/wording-of.ts';
import type { Preview } from '../settings/preview-setting.ts';
import { listStrategyForms } from '../settings/strategies.ts';

/** The form of "Who gets it" as a setting on top of the one that is served; `fields` says what could not be read. */
function readForm(hoist: AdminContext, key: string, form: FormData) {
  const place = readPlace(hoist, { flag: key, environment: textOf(form, 'environment') });
  const definition = asPublished(place.definition, publishedDefinition(place.definition, place.part));
  const draft = readSimpleSetting(form);
  const base = place.setting ?? toFirstSetting(definition);
  const made = fromSimpleSetting(definition, draft, {
    base,
    newId: () => randomUUID().slice(0, 8),
    forms: listStrategyForms(hoist),
  });
  return { definition, place, draft, ...made };
}

/** What the draft would do, in words. */
export async function previewDraft(hoist: AdminContext, key: string, form: FormData) {
  const { place, setting, fields } = readForm(hoist, key, form);
  if (Object.keys(fields).length > 0) return { refusal: refuseFields(fields) };
  const draft = { flag: key, environment: place.environment.key, setting };
  let preview: (Preview & { readonly reached: readonly (string | undefined)[] }) | undefined;
  const refusal = await attempt(() => {
    const said = previewSetting(hoist, draft);
    const steps = said.rollout?.state === 'running' ? said.rollout.steps : [];
    preview = { ...said, reached: nameSteps(hoist, steps) };
  });
  return { preview, refusal };
}

/** When each step of a rollout was or will be reached, in the reader's zone. */
export function nameSteps(hoist: AdminContext, steps: RolloutProgress['steps']): (string | undefined)[] {
  return steps.map(({ at }) => (at === undefined ? undefined : nameTime(at, hoist.now(), hoist.zone)));
}

/**
 * Saves "Who gets it". A protected environment shows the review first: only a form that carries `reviewed` publishes.
 * What is refused comes back with everything that was entered.
 */
export async function saveDraft(event: RequestEvent, key: string) {
  const { request, locals, url } = event;
  const { hoist } = locals;
  const form = await request.formData();
  const { definition, place, draft, setting, fields } = readForm(hoist, key, form);
  const environment = place.environment;
  const ifMatch = textOf(form, 'ifMatch');
  const comment = textOf(form, 'comment');
  const name = { flag: key, environment: environment.key };
  const sent = { environment: environment.key, draft, etag: ifMatch, comment };
  if (Object.keys(fields).length > 0) return fail(422, { ...sent, refusal: refuseFields(fields) });
  if (environment.protected && !form.has('reviewed')) {
    const { preview, refusal } = await previewDraft(hoist, key, form);
    if (refusal) return fail(refusal.status, { ...sent, refusal });
    return { ...sent, review: preview };
  }
  const refusal = await attempt(() => {
    const person = requirePerson(locals.person);
    return saveSetting(hoist, person, {
      ...name,
      ifMatch,
      setting,
      comment,
      idempotencyKey: idempotencyKeyOf(person, url, form),
    });
  });
  if (!refusal) {
    await tellSaved(event, name, { done: 'Saved.', offersUndo: true });
    redirect(303, `/flags/${key}?env=${environment.key}`);
  }
  if (refusal.fields['comment'] && environment.protected) {
    const { preview } = await previewDraft(hoist, key, form);
    return fail(refusal.status, { ...sent, review: preview, refusal });
  }
  const theirs = describeTheirs(
    refusal,
    (value) =>
      describeSetting({
        flag: definition,
        setting: value,
        ...wordingOf(hoist, definition, place.definitions),
      }).text,
  );
  return fail(refusal.status, { ...sent, etag: refusal.theirs?.etag ?? ifMatch, refusal, theirs });
}

function describeTheirs(refusal: Refusal, describe: (setting: Setting | null) => string): string | undefined {
  return refusal.theirs && describe(refusal.theirs.value as Setting | null);
}
