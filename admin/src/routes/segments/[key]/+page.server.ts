import { countListed } from '@hoist/core';
import { toSegmentDraft } from '#lib/forms/segment/draft.ts';
import { mayEdit } from '#lib/server/access/rights.ts';
import { editByForm, saveByForm } from '#lib/server/form-actions/save-form.ts';
import { changeIdsByForm } from '#lib/server/form-actions/ids-form.ts';
import { toSavedFlash } from '#lib/server/form-actions/saved-flash.ts';
import { segmentForm, toSegmentChoices } from '#lib/server/form-actions/segment-form.ts';
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
    view,
    draft: toSegmentDraft(view.definition, choices.operators),
    mayEdit: mayEdit(locals.person),
  };
};

export const actions: Actions = {
  ids: (event) => changeIdsByForm(event, event.params.key),
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
