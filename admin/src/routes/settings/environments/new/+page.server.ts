import { toEnvironmentDraft } from '#lib/forms/environment/draft.ts';
import { requireRole } from '#lib/server/access/person.ts';
import { requirePerson } from '#lib/server/access/rights.ts';
import { readDefinitions } from '#lib/server/definitions/definitions.ts';
import { createEnvironment } from '#lib/server/environments/change-environment.ts';
import { freeColour } from '#lib/server/environments/environment-input.ts';
import { environmentForm } from '#lib/server/form-actions/environment-form.ts';
import { saveByForm } from '#lib/server/form-actions/save-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
  requireRole(requirePerson(locals.person), 'admin', 'create an environment');
  const colour = freeColour(readDefinitions(locals.hoist.definitions));
  return { draft: toEnvironmentDraft({ name: '', key: '', colour, protected: false }) };
};

export const actions: Actions = {
  save: (event) => {
    const { hoist } = event.locals;
    return saveByForm(event, environmentForm, {
      save: (person, input, { idempotencyKey }) => createEnvironment(hoist, person, input, idempotencyKey),
      done: ({ key, name }) => ({
        flash: {
          text: `Created ${String(name)}. Apps need a key to ask it.`,
          link: { href: `/settings/keys?env=${String(key)}`, text: 'Make a key' },
        },
        to: '/settings/environments',
      }),
    });
  },
};
