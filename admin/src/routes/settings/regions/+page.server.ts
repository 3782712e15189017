import { regionGroups } from '@hoist/core';
import { describeRegion } from '@hoist/core/words';
import type { Regions } from '@hoist/core';
import { readRegionsDraft } from '#lib/forms/regions/read.ts';
import { editRegions, toRegionsDraft, toRegionsInput } from '#lib/forms/regions/draft.ts';
import type { RegionsDraft } from '#lib/forms/regions/draft.ts';
import { mayEdit } from '#lib/server/access/rights.ts';
import { changeRegions, readRegionsView } from '#lib/server/regions/regions.ts';
import { editByForm, saveByForm } from '#lib/server/form-actions/save-form.ts';
import type { DraftForm } from '#lib/server/form-actions/save-form.ts';
import { toSavedFlash } from '#lib/server/form-actions/saved-flash.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
  const view = readRegionsView(locals.hoist);
  return {
    view,
    draft: toRegionsDraft(view.definition),
    mayEdit: mayEdit(locals.person),
    named: regionGroups.map(({ key, name, codes }) => ({
      key,
      name,
      members: codes.map(describeRegion).sort((one, other) => one.localeCompare(other)),
    })),
  };
};

const regionsForm: DraftForm<RegionsDraft> = {
  read: readRegionsDraft,
  edit: editRegions,
  toInput: toRegionsInput,
};

export const actions: Actions = {
  edit: (event) => editByForm(event, regionsForm),
  save: (event) => {
    const { hoist } = event.locals;
    return saveByForm(event, regionsForm, {
      save: (person, regions, based) => changeRegions(hoist, person, { regions, ...based }),
      describe: ({ value }) => describe(value as Regions),
      done: () => ({
        flash: toSavedFlash('Saved the regions.', readRegionsView(hoist).environments),
        to: '/settings/regions',
      }),
    });
  },
};

function describe({ attribute, groups }: Regions): string {
  return `read from ${attribute}, with ${Object.keys(groups).join(', ') || 'no groups of your own'}`;
}
