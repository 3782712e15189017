import { emptyGroupDraft } from '#lib/forms/bucket-group/draft.ts';
import { requireRole } from '#lib/server/access/person.ts';
import { requirePerson } from '#lib/server/access/rights.ts';
import { createGroup } from '#lib/server/bucket-groups/bucket-groups.ts';
import { groupForm, toGroupChoices } from '#lib/server/form-actions/group-form.ts';
import { editByForm, saveByForm } from '#lib/server/form-actions/save-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
  requireRole(requirePerson(locals.person), 'editor', 'create a group');
  return { flags: toGroupChoices(locals.hoist), draft: emptyGroupDraft };
};

export const actions: Actions = {
  edit: (event) => editByForm(event, groupForm),
  save: (event) => {
    const { hoist } = event.locals;
    return saveByForm(event, groupForm, {
      save: (person, input, { idempotencyKey }) => createGroup(hoist, person, input, idempotencyKey),
      done: ({ key }) => ({
        flash: {
          text: `Saved ${String(key)}. A flag joins it where you choose who gets the flag.`,
          link: { href: '/flags', text: 'Open the flags' },
        },
        to: '/settings/bucket-groups',
      }),
    });
  },
};
