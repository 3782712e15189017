import { emptyBucketGroupDraft } from '#lib/forms/bucket-group/draft.ts';
import { requireRole } from '#lib/server/access/person.ts';
import { requirePerson } from '#lib/server/access/rights.ts';
import { createBucketGroup } from '#lib/server/bucket-groups/bucket-groups.ts';
import { bucketGroupForm, toBucketGroupChoices } from '#lib/server/form-actions/group-form.ts';
import { editByForm, saveByForm } from '#lib/server/form-actions/save-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
  requireRole(requirePerson(locals.person), 'editor', 'create a bucket group');
  return { flags: toBucketGroupChoices(locals.hoist), draft: emptyBucketGroupDraft };
};

export const actions: Actions = {
  edit: (event) => editByForm(event, bucketGroupForm),
  save: (event) => {
    const { hoist } = event.locals;
    return saveByForm(event, bucketGroupForm, {
      save: (person, input, { idempotencyKey }) => createBucketGroup(hoist, person, input, idempotencyKey),
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
