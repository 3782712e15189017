import { toEnvironmentDraft } from '#lib/forms/environment/draft.ts';
import { hasRole } from '#lib/server/access/person.ts';
import { requirePerson } from '#lib/server/access/rights.ts';
import { changeEnvironment } from '#lib/server/environments/change-environment.ts';
import { readEnvironment } from '#lib/server/environments/environments.ts';
import { environmentForm } from '#lib/server/form-actions/environment-form.ts';
import { saveByForm } from '#lib/server/form-actions/save-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) => {
  const view = readEnvironment(locals.hoist, params.key);
  return {
    view,
    draft: toEnvironmentDraft(view.environment),
    mayManage: hasRole(requirePerson(locals.person), 'admin'),
  };
};

export const actions: Actions = {
  save: (event) => {
    const { hoist } = event.locals;
    const { key } = event.params;
    return saveByForm(event, environmentForm, {
      save: (person, patch, based) => changeEnvironment(hoist, person, { key, patch, ...based }),
      describe: () => readEnvironment(hoist, key).environment.name,
      done: () => ({
        flash: { text: `Saved ${readEnvironment(hoist, key).environment.name}.` },
        to: '/settings/environments',
      }),
    });
  },
};
