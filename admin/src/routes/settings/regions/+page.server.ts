import { regionGroups } from '@hoist/core';
import { describeRegion } from '@hoist/core/words';
import type { Regions } from '@hoist/core';
import { fail, redirect } from '@sveltejs/kit';
import { readRegionsDraft } from '#lib/forms/regions/read.ts';
import { editRegions, toRegionsDraft, toRegionsInput } from '#lib/forms/regions/draft.ts';
import { attempt, refuseFields } from '#lib/server/form-actions/attempt.ts';
import { idempotencyKeyOf } from '#lib/server/form-actions/idempotency-key-of.ts';
import { writeFlash } from '#lib/server/form-actions/flash.ts';
import { textOf } from '#lib/server/form-actions/form-text.ts';
import { mayEdit, requirePerson } from '#lib/server/access/rights.ts';
import { changeRegions, readRegionsView } from '#lib/server/regions/regions.ts';
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

export const actions: Actions = {
  edit: async ({ request }) => {
    const form = await request.formData();
    const draft = editRegions(readRegionsDraft(form), textOf(form, 'edit'));
    return { draft, etag: textOf(form, 'ifMatch'), refusal: undefined, theirs: undefined };
  },
  save: async ({ request, locals, cookies, url }) => {
    const form = await request.formData();
    const draft = readRegionsDraft(form);
    const ifMatch = textOf(form, 'ifMatch');
    const { input, fields } = toRegionsInput(draft);
    if (Object.keys(fields).length > 0)
      return fail(422, { draft, etag: ifMatch, refusal: refuseFields(fields), theirs: undefined });
    const refusal = await attempt(() => {
      const person = requirePerson(locals.person);
      return changeRegions(locals.hoist, person, {
        ifMatch,
        regions: input,
        idempotencyKey: idempotencyKeyOf(person, url, form),
      });
    });
    if (refusal) {
      // Saving once more knows the other's change, and replaces it on purpose.
      const theirs = refusal.theirs ? describe(refusal.theirs.value as Regions) : undefined;
      return fail(refusal.status, { draft, etag: refusal.theirs?.etag ?? ifMatch, refusal, theirs });
    }
    writeFlash(cookies, toSavedFlash('Saved the regions.', readRegionsView(locals.hoist).environments));
    redirect(303, '/settings/regions');
  },
};

function describe({ attribute, groups }: Regions): string {
  return `read from ${attribute}, with ${Object.keys(groups).join(', ') || 'no groups of your own'}`;
}
