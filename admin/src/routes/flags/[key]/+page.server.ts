import type { Setting } from '@hoist/core';
import { redirect } from '@sveltejs/kit';
import { readSimpleSetting } from '#lib/forms/setting/read.ts';
import { editSimple } from '#lib/forms/setting/edit.ts';
import { toSimpleSetting } from '#lib/forms/setting/draft.ts';
import type { SimpleSetting } from '#lib/forms/setting/draft.ts';
import { localPath } from '#lib/local-path.ts';
import { mayChange } from '#lib/server/access/rights.ts';
import { controlByForm } from '#lib/server/form-actions/rollout-form.ts';
import { textOf } from '#lib/server/form-actions/form-text.ts';
import { nameSteps, previewDraft, saveDraft } from '#lib/server/form-actions/setting-form.ts';
import { switchByForm } from '#lib/server/form-actions/switch-form.ts';
import { undoByForm } from '#lib/server/form-actions/undo-form.ts';
import { asPublished, publishedDefinition } from '#lib/server/flags/published-flag.ts';
import { readFlag } from '#lib/server/flags/flag-views.ts';
import type { FlagView } from '#lib/server/flags/flag-views.ts';
import { listGroups } from '#lib/server/bucket-groups/bucket-groups.ts';
import type { Person } from '#lib/server/access/person.ts';
import { listSegments } from '#lib/server/segments/segments.ts';
import { listAttributes } from '#lib/server/segments/list-attributes.ts';
import { listRegionChoices } from '#lib/server/regions/list-region-choices.ts';
import { readPlace } from '#lib/server/settings/read-place.ts';
import { listStrategyForms } from '#lib/server/settings/strategies.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
  const { chosen } = await parent();
  const view = readFlag(locals.hoist, params.key);
  const place = view.environments.find(({ environment }) => environment.key === chosen);
  const strategies = listStrategyForms(locals.hoist);
  const flag = place ? asPublished(view.definition, place.published) : view.definition;
  const toSimple: ToSimple = (setting) => toSimpleSetting(flag, setting, strategies);
  const copied = findCopied(view, { asked: url.searchParams.get('from'), to: place, toSimple });
  return {
    strategies,
    offered: { regions: listRegionChoices(locals.hoist), attributes: listAttributes(locals.hoist) },
    /** With the versions that the chosen environment serves. */
    published: flag,
    simple: copied?.simple ?? (place && toSimple(place.setting)),
    copiedFrom: copied?.from,
    copyTo: findNext(view, place, locals.person),
    etag: place?.etag ?? '',
    isSetUp: place?.setting !== null,
    reached: nameSteps(locals.hoist, place?.rollout?.steps ?? []),
    isOn: place?.setting?.enabled ?? true,
    hasSegments: hasSegments(place),
    segments: listSegments(locals.hoist).map(({ definition: { key, name, internal }, ...segment }) => ({
      key,
      name,
      internal,
      ...publishedIn(segment, chosen),
    })),
    groups: listGroups(locals.hoist).map(({ definition: { key }, ...group }) => ({
      key,
      ...publishedIn(group, chosen),
    })),
  };
};

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

type ToSimple = (setting: Setting | null) => SimpleSetting | undefined;
type PlaceOfFlag = FlagView['environments'][number];

/** Whether somebody has it by a segment, whatever everyone else gets. */
function hasSegments(place?: PlaceOfFlag): boolean {
  return place?.setting?.rules.some(({ enabled }) => enabled) ?? false;
}

/** What another environment serves, as a draft for this one. */
function findCopied(
  { environments }: FlagView,
  { asked, to, toSimple }: { asked: string | null; to: PlaceOfFlag | undefined; toSimple: ToSimple },
) {
  const from = environments.find(({ environment }) => environment.key === asked);
  const simple = from?.setting && from !== to ? toSimple(from.setting) : undefined;
  return simple && { simple, from: from?.environment.key };
}

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
  edit: async ({ request, locals, params }) => {
    const form = await request.formData();
    const environment = textOf(form, 'environment');
    const { definition, part } = readPlace(locals.hoist, { flag: params.key, environment });
    const [first] = publishedDefinition(definition, part).variants;
    const choice = { segment: textOf(form, 'add'), variant: first?.key ?? '' };
    const draft = editSimple(readSimpleSetting(form), textOf(form, 'edit'), choice);
    return { environment, draft, etag: textOf(form, 'ifMatch') };
  },
  preview: async ({ request, locals, params }) =>
    previewDraft(locals.hoist, params.key, await request.formData()),
  save: (event) => saveDraft(event, event.params.key),
};
