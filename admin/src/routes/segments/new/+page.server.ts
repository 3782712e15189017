import type { SegmentDefinition } from '@hoist/core';
import { localPath } from '#lib/local-path.ts';
import { emptySegmentDraft } from '#lib/forms/segment/draft.ts';
import { requireRole } from '#lib/server/access/person.ts';
import { requirePerson } from '#lib/server/access/rights.ts';
import { trySegmentByForm } from '#lib/server/form-actions/try-segment-form.ts';
import { editByForm, saveByForm } from '#lib/server/form-actions/save-form.ts';
import type { Flash } from '#lib/server/form-actions/flash.ts';
import { segmentForm, toSegmentChoices } from '#lib/server/form-actions/segment-form.ts';
import { isNobody } from '#lib/server/segments/is-nobody.ts';
import { createSegment, readSegment } from '#lib/server/segments/segments.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
  requireRole(requirePerson(locals.person), 'editor', 'create a segment');
  const choices = toSegmentChoices(locals.hoist);
  const cameFrom = new URLSearchParams(
    ['from', 'add'].flatMap((name) => url.searchParams.getAll(name).map((value) => [name, value])),
  );
  return { ...choices, cameFrom: `${cameFrom}`, draft: emptySegmentDraft(choices.operators) };
};

export const actions: Actions = {
  try: (event) => trySegmentByForm(event.locals.hoist, event.request, undefined),
  edit: (event) => editByForm(event, segmentForm(event.locals.hoist)),
  save: (event) => {
    const { hoist } = event.locals;
    return saveByForm(event, segmentForm(hoist), {
      save: (person, input, { idempotencyKey }) => createSegment(hoist, person, input, idempotencyKey),
      done: ({ key }) => toNext(readSegment(hoist, String(key)).definition, event.url),
    });
  },
};

/** Where somebody goes on: to the flag that they came from, which then chooses the segment; or to fill one that has nobody. */
function toNext(
  segment: SegmentDefinition,
  { searchParams }: URL,
): { readonly flash: Flash; readonly to: string } {
  const { key, name } = segment;
  const from = searchParams.get('from');
  if (from !== null) {
    const back = new URL(localPath(from), 'http://hoist.invalid');
    back.searchParams.set('add', searchParams.get('add') ?? '');
    back.searchParams.set('made', key);
    return {
      flash: { text: `Saved ${name}. Choose who gets the flag, then save it.` },
      to: back.pathname + back.search,
    };
  }
  if (isNobody(segment))
    return {
      flash: { text: `Saved ${name}. Nobody is in it yet: add conditions or IDs.` },
      to: `/segments/${key}`,
    };
  return {
    flash: { text: `Saved ${name}. No flag uses it yet.`, link: { href: '/flags', text: 'Open the flags' } },
    to: '/segments',
  };
}
