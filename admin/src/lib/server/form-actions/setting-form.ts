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
import { writeFlash } from './flash.ts';
import { textOf } from './form-text.ts';
import type { AdminContext } from '../context.ts';
import { requirePerson } from '../access/rights.ts';
import { offerUndo } from './undo-offer.ts';
import { asPublished } from '../flags/published-flag.ts';
import { readFlag } from '../flags/flag-views.ts';
import { previewRollout } from '../settings/preview-rollout.ts';
import { toFirstSetting } from '../settings/complete-setting.ts';
import { previewSetting, saveSetting } from '../settings/settings.ts';
import { wordingOf } from '../settings/wording-of.ts';
import type { Preview } from '../settings/settings.ts';
import { listStrategyForms } from '../settings/strategies.ts';
import { notFound } from '../errors/use-case-error.ts';

/** The form of "Who gets it" as a setting on top of the one that is served; `fields` says what could not be read. */
function readForm(hoist: AdminContext, key: string, form: FormData) {
  const { definition: latest, environments } = readFlag(hoist, key);
  const environment = textOf(form, 'environment');
  const place = environments.find((candidate) => candidate.environment.key === environment);
  if (!place) throw notFound('environment', environment);
  const definition = asPublished(latest, place.published);
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
    const rollout = previewRollout(hoist, draft);
    const steps = rollout?.state === 'running' ? rollout.steps : [];
    preview = { ...previewSetting(hoist, draft), reached: nameSteps(hoist, steps) };
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
export async function saveDraft({ request, locals, cookies, url }: RequestEvent, key: string) {
  const { hoist } = locals;
  const form = await request.formData();
  const { definition, place, draft, setting, fields } = readForm(hoist, key, form);
  const environment = place.environment;
  const ifMatch = textOf(form, 'ifMatch');
  const comment = textOf(form, 'comment');
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
      flag: key,
      environment: environment.key,
      ifMatch,
      setting,
      comment,
      idempotencyKey: idempotencyKeyOf(person, url, form),
    });
  });
  if (!refusal) {
    writeFlash(cookies, {
      text: `Saved. In ${environment.key}: ${sentenceOf(hoist, key, environment.key)}.`,
      ...(await offerUndo(hoist, { flag: key, environment: environment.key })),
    });
    redirect(303, `/flags/${key}?env=${environment.key}`);
  }
  if (refusal.fields['comment'] && environment.protected) {
    const { preview } = await previewDraft(hoist, key, form);
    return fail(refusal.status, { ...sent, review: preview, refusal });
  }
  const theirs = describeTheirs(
    refusal,
    (value) => describeSetting({ flag: definition, setting: value, ...wordingOf(hoist, definition) }).text,
  );
  return fail(refusal.status, { ...sent, etag: refusal.theirs?.etag ?? ifMatch, refusal, theirs });
}

/** What a flag does in an environment, as served now. */
export function sentenceOf(hoist: AdminContext, key: string, environment: string): string {
  const place = readFlag(hoist, key).environments.find(
    (candidate) => candidate.environment.key === environment,
  );
  return place?.sentence.text ?? '';
}

function describeTheirs(refusal: Refusal, describe: (setting: Setting | null) => string): string | undefined {
  return refusal.theirs && describe(refusal.theirs.value as Setting | null);
}
