import { countListed } from '@hoist/core';
import { toSegmentDraft } from '#lib/forms/segment/draft.ts';
import { listDependents } from '#lib/server/archive/archive-dependents.ts';
import { archiveByForm } from '#lib/server/form-actions/archive-form.ts';
import { trySegmentByForm } from '#lib/server/form-actions/try-segment-form.ts';
import { editByForm, saveByForm } from '#lib/server/form-actions/save-form.ts';
import { changeIdsByForm } from '#lib/server/form-actions/ids-form.ts';
import { toSavedFlash } from '#lib/server/form-actions/saved-flash.ts';
import { segmentForm, toSegmentChoices } from '#lib/server/form-actions/segment-form.ts';
import { listAskingSegments, listUsesAt } from '#lib/server/segments/list-uses.ts';
import { changeSegment, readSegment } from '#lib/server/segments/segments.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) => {
  const view = readSegment(locals.hoist, params.key);
  const choices = toSegmentChoices(locals.hoist, params.key);
  const { longLists } = view.definition;
  const counts = {
    included: countListed(view.definition, 'included'),
    excluded: countListed(view.definition, 'excluded'),
  };
  return {
    ...choices,
    counts,
    long: { included: longLists?.included?.count, excluded: longLists?.excluded?.count },
    uses: listUsesAt(locals.hoist, params.key),
    askedBy: listAskingSegments(locals.hoist, params.key),
    dependents: listDependents(locals.hoist, 'segment', params.key),
    draft: toSegmentDraft(view.definition, choices.operators),
  };
};

export const actions: Actions = {
  archive: (event) => archiveByForm(event, { kind: 'segment', key: event.params.key }, 'archive'),
  restore: (event) => archiveByForm(event, { kind: 'segment', key: event.params.key }, 'restore'),
  delete: (event) => archiveByForm(event, { kind: 'segment', key: event.params.key }, 'delete'),
  ids: (event) => changeIdsByForm(event, event.params.key),
  try: (event) => trySegmentByForm(event.locals.hoist, event.request, event.params.key),
  edit: (event) => editByForm(event, segmentForm(event.locals.hoist)),
  save: (event) => {
    const { hoist } = event.locals;
    const { key } = event.params;
    return saveByForm(event, segmentForm(hoist), {
      save: (person, patch, based) => changeSegment(hoist, person, { key, patch, ...based }),
      describe: () => readSegment(hoist, key).sentence,
      done: () => {
        const { definition, environments } = readSegment(hoist, key);
        return { flash: toSavedFlash(`Saved ${definition.name}.`, environments), to: `/segments/${key}` };
      },
    });
  },
};
