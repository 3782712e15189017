import { editVersions, emptyFlagDraft, toFlagInput } from '#lib/forms/flag/draft.ts';
import type { FlagDraft } from '#lib/forms/flag/draft.ts';
import { readFlagDraft } from '#lib/forms/flag/read.ts';
import { requireRole } from '#lib/server/access/person.ts';
import { requirePerson } from '#lib/server/access/rights.ts';
import { createFlag } from '#lib/server/flags/flags.ts';
import { authorOf } from '#lib/server/form-actions/author-of.ts';
import { editByForm, saveByForm } from '#lib/server/form-actions/save-form.ts';
import type { DraftForm } from '#lib/server/form-actions/save-form.ts';
import { listOwners } from '#lib/server/people/list-people.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
  const person = requirePerson(locals.person);
  requireRole(person, 'editor', 'create a flag');
  return { draft: { ...emptyFlagDraft, owner: person.name }, owners: listOwners(locals.hoist) };
};

function flagForm(event: Parameters<typeof authorOf>[0]): DraftForm<FlagDraft> {
  return {
    read: readFlagDraft,
    edit: editVersions,
    toInput: (draft) => toFlagInput(draft, authorOf(event)),
  };
}

export const actions: Actions = {
  edit: (event) => editByForm(event, flagForm(event)),
  save: (event) => {
    const { hoist } = event.locals;
    return saveByForm(event, flagForm(event), {
      save: (person, input, { idempotencyKey }) => createFlag(hoist, person, input, idempotencyKey),
      done: ({ name, key }) => {
        const page = `/flags/${encodeURIComponent(String(key))}`;
        return {
          flash: {
            text: `Created ${String(name).trim()}, off everywhere. No app has asked yet.`,
            link: { href: `${page}/connect`, text: 'Connect an app' },
          },
          to: page,
        };
      },
    });
  },
};
