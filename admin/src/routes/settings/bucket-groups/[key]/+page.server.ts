import { toGroupDraft } from '#lib/forms/bucket-group/draft.ts';
import { mayEdit } from '#lib/server/access/rights.ts';
import { changeGroup, readGroup } from '#lib/server/bucket-groups/bucket-groups.ts';
import { sharesOfGroup } from '#lib/server/bucket-groups/divide-group.ts';
import { groupForm, toGroupChoices } from '#lib/server/form-actions/group-form.ts';
import { editByForm, saveByForm } from '#lib/server/form-actions/save-form.ts';
import { toSavedFlash } from '#lib/server/form-actions/saved-flash.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) => {
  const view = readGroup(locals.hoist, params.key);
  const { shares } = view.definition;
  return {
    view,
    flags: toGroupChoices(locals.hoist),
    draft: toGroupDraft(view.definition, shares && sharesOfGroup(shares)),
    mayEdit: mayEdit(locals.person),
  };
};

export const actions: Actions = {
  edit: (event) => editByForm(event, groupForm),
  save: (event) => {
    const { hoist } = event.locals;
    const { key } = event.params;
    return saveByForm(event, groupForm, {
      save: (person, patch, based) => changeGroup(hoist, person, { key, patch, ...based }),
      describe: () => readGroup(hoist, key).sentence,
      done: () => ({
        flash: toSavedFlash(`Saved ${key}.`, readGroup(hoist, key).environments),
        to: `/settings/bucket-groups/${key}`,
      }),
    });
  },
};
