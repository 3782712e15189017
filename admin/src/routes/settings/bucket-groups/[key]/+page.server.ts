import { toBucketGroupDraft } from '#lib/forms/bucket-group/draft.ts';
import { mayEdit } from '#lib/server/access/rights.ts';
import { changeBucketGroup, readBucketGroup } from '#lib/server/bucket-groups/bucket-groups.ts';
import { sharesOfBucketGroup } from '#lib/server/bucket-groups/divide-group.ts';
import { bucketGroupForm, toBucketGroupChoices } from '#lib/server/form-actions/group-form.ts';
import { editByForm, saveByForm } from '#lib/server/form-actions/save-form.ts';
import { toSavedFlash } from '#lib/server/form-actions/saved-flash.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) => {
  const view = readBucketGroup(locals.hoist, params.key);
  const { shares } = view.definition;
  return {
    view,
    flags: toBucketGroupChoices(locals.hoist),
    draft: toBucketGroupDraft(view.definition, shares && sharesOfBucketGroup(shares)),
    mayEdit: mayEdit(locals.person),
  };
};

export const actions: Actions = {
  edit: (event) => editByForm(event, bucketGroupForm),
  save: (event) => {
    const { hoist } = event.locals;
    const { key } = event.params;
    return saveByForm(event, bucketGroupForm, {
      save: (person, patch, based) => changeBucketGroup(hoist, person, { key, patch, ...based }),
      describe: () => readBucketGroup(hoist, key).sentence,
      done: () => ({
        flash: toSavedFlash(`Saved ${key}.`, readBucketGroup(hoist, key).environments),
        to: `/settings/bucket-groups/${key}`,
      }),
    });
  },
};
