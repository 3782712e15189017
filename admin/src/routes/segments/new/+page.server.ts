import { emptySegmentDraft } from '#lib/forms/segment/draft.ts';
import { requireRole } from '#lib/server/access/person.ts';
import { requirePerson } from '#lib/server/access/rights.ts';
import { editByForm, saveByForm } from '#lib/server/form-actions/save-form.ts';
import { segmentForm, toSegmentChoices } from '#lib/server/form-actions/segment-form.ts';
import { createSegment } from '#lib/server/segments/segments.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
  requireRole(requirePerson(locals.person), 'editor', 'create a segment');
  const choices = toSegmentChoices(locals.hoist);
  return { ...choices, draft: emptySegmentDraft(choices.operators) };
};

export const actions: Actions = {
  edit: (event) => editByForm(event, segmentForm(event.locals.hoist)),
  save: (event) => {
    const { hoist } = event.locals;
    return saveByForm(event, segmentForm(hoist), {
      save: (person, input, { idempotencyKey }) => createSegment(hoist, person, input, idempotencyKey),
      done: ({ name }) => ({
        flash: {
          text: `Saved ${String(name).trim()}. No flag uses it yet.`,
          link: { href: '/flags', text: 'Open the flags' },
        },
        to: '/segments',
      }),
    });
  },
};
