import type { Setting } from '@hoist/core';
import { redirect } from '@sveltejs/kit';
import { toSettingDraft } from '#lib/forms/setting/draft.ts';
import type { AdminContext } from '#lib/server/context.ts';
import { localPath } from '#lib/local-path.ts';
import { mayChange } from '#lib/server/access/rights.ts';
import { besideDraft, tryDraft } from '#lib/server/form-actions/draft-form.ts';
import { controlByForm } from '#lib/server/form-actions/rollout-form.ts';
import { editDraft, reachedOf, readView, saveDraft } from '#lib/server/form-actions/setting-form.ts';
import { switchByForm } from '#lib/server/form-actions/switch-form.ts';
import { undoByForm } from '#lib/server/form-actions/undo-form.ts';
import { asPublished } from '#lib/server/flags/published-flag.ts';
import { unlessAway } from '#lib/server/errors/unless-away.ts';
import { findNeighbours, listReaders } from '#lib/server/flags/neighbours.ts';
import { readFlag } from '#lib/server/flags/flag-views.ts';
import type { FlagView } from '#lib/server/flags/flag-views.ts';
import { listFlagChoices } from '#lib/server/flags/list-flag-choices.ts';
import { listBucketGroups } from '#lib/server/bucket-groups/bucket-groups.ts';
import type { Person } from '#lib/server/access/person.ts';
import { listSegments } from '#lib/server/segments/segments.ts';
import { listAttributes } from '#lib/server/segments/list-attributes.ts';
import { listRegionChoices } from '#lib/server/regions/list-region-choices.ts';
import { toFirstSetting } from '#lib/server/settings/complete-setting.ts';
import { nameRollout } from '#lib/server/settings/name-rollout.ts';
import { settingFormsOf } from '#lib/server/settings/setting-forms.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
  const { chosen } = await parent();
  const { hoist } = locals;
  const view = readFlag(hoist, params.key);
  const place = view.environments.find(({ environment }) => environment.key === chosen);
  const flag = place ? asPublished(view.definition, place.published) : view.definition;
  const forms = settingFormsOf(hoist, flag);
  const { setting, etag, rollouts } = stateOf(hoist, place);
  const name = { flag: params.key, environment: chosen };
  return {
    beside: place && {
      neighbours: await findNeighbours(hoist, name, setting),
      readers: await unlessAway(() => listReaders(hoist, name), undefined),
    },
    forms,
    /** With the versions that the chosen environment serves. */
    published: flag,
    view: readView(url),
    rollouts,
    hasSegments: hasSegments(setting),
    flags: listFlagChoices(hoist, params.key, setting?.prerequisites.map(({ flag: key }) => key) ?? []),
    offered: { regions: listRegionChoices(hoist), attributes: listAttributes(hoist) },
    draft: place && toSettingDraft(place.setting, toFirstSetting(flag), forms),
    copyTo: findNext(view, place, locals.person),
    etag,
    isSetUp: setting !== null,
    reached: rollouts.map(({ rule, times }) => ({ rule, steps: times })),
    isOn: setting?.enabled ?? true,
    segments: listSegments(hoist).map(({ definition: { key, name, internal }, ...segment }) => ({
      key,
      name,
      internal,
      ...publishedIn(segment, chosen),
    })),
    groups: listBucketGroups(hoist).map(({ definition: { key }, ...group }) => ({
      key,
      ...publishedIn(group, chosen),
    })),
  };
};

/** What an environment serves of the flag, with whose its rollouts are and when they take their steps. */
function stateOf(context: AdminContext, place: PlaceOfFlag | undefined) {
  const { setting = null, etag = '', rollouts = [] } = place ?? {};
  const named = rollouts.map((rollout) => ({
    ...rollout,
    people: nameRollout(context, setting, rollout.rule),
    times: reachedOf(context, rollout).steps,
  }));
  return { setting, etag, rollouts: named };
}

/** Whether somebody has it by a segment, whatever everyone else gets. */
function hasSegments(setting: Setting | null): boolean {
  return setting?.rules.some(({ enabled }) => enabled) ?? false;
}

interface Described {
  readonly sentence: string;
  readonly environments: readonly {
    readonly environment: { readonly key: string };
    readonly sentence: string | undefined;
    readonly pending: boolean;
  }[];
}

/** What an environment serves of it, or would take along, in words. */
function publishedIn({ sentence, environments }: Described, chosen: string) {
  const place = environments.find(({ environment }) => environment.key === chosen);
  return { sentence: place?.sentence ?? sentence, pending: place?.pending ?? false };
}

type PlaceOfFlag = FlagView['environments'][number];

/** The environment after this one, where the person may change it. */
function findNext({ environments }: FlagView, place?: PlaceOfFlag, person?: Person): string | undefined {
  const next = place && environments[environments.indexOf(place) + 1];
  return next && mayChange(person, next.environment) ? next.environment.key : undefined;
}

export const actions: Actions = {
  switch: (event) => switchByForm(event, event.params.key),
  undo: (event) => undoByForm(event, event.params.key),
  rollout: (event) => controlByForm(event, event.params.key),
  cancel: async ({ request }) => redirect(303, localPath((await request.formData()).get('to'))),
  edit: async ({ request, locals, params }) => editDraft(locals.hoist, params.key, await request.formData()),
  preview: async ({ request, locals, params }) =>
    besideDraft(locals.hoist, params.key, await request.formData()),
  try: async ({ request, locals, params }) => tryDraft(locals.hoist, params.key, await request.formData()),
  save: (event) => saveDraft(event, event.params.key),
};
