import { fail, redirect } from '@sveltejs/kit';
import { attempt } from '#lib/server/form-actions/attempt.ts';
import { idempotencyKeyOf } from '#lib/server/form-actions/idempotency-key-of.ts';
import { writeFlash } from '#lib/server/form-actions/flash.ts';
import { textOf } from '#lib/server/form-actions/form-text.ts';
import { mayChange, requirePerson } from '#lib/server/access/rights.ts';
import { definitionKinds, pageOf } from '#lib/server/definitions/definition-kind.ts';
import { readDefinitions, requireEnvironment } from '#lib/server/definitions/definitions.ts';
import { publishPending } from '#lib/server/pending/publish-pending.ts';
import type { ReviewedEntry } from '#lib/server/pending/publish-pending.ts';
import { listPending } from '#lib/server/pending/list-pending.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) => {
  const environment = requireEnvironment(readDefinitions(locals.hoist.definitions), params.environment);
  return {
    environment: { ...environment, mayChange: mayChange(locals.person, environment) },
    entries: listPending(locals.hoist, environment.key).map((entry) => ({
      ...entry,
      id: toId(entry),
      href: pageOf(entry),
    })),
  };
};

export const actions: Actions = {
  default: async ({ request, locals, params, cookies, url }) => {
    const form = await request.formData();
    const comment = textOf(form, 'comment');
    const entries = form.getAll('entry').flatMap(fromId);
    const refusal = await attempt(() => {
      const person = requirePerson(locals.person);
      const idempotencyKey = idempotencyKeyOf(person, url, form);
      return publishPending(locals.hoist, person, {
        environment: params.environment,
        entries,
        comment,
        idempotencyKey,
      });
    });
    if (refusal) return fail(refusal.status, { comment, refusal });
    const count = entries.length === 1 ? '1 change' : `${entries.length} changes`;
    writeFlash(cookies, { text: `Published ${count} to ${params.environment}.` });
    redirect(303, `/review/${params.environment}`);
  },
};

/** An entry with the revisions that were reviewed, as one form value: keys hold no spaces. */
function toId({ kind, key, published, latest }: ReviewedEntry): string {
  return [kind, key, published, latest].join(' ');
}

function fromId(value: FormDataEntryValue): ReviewedEntry[] {
  const [kind, key, published, latest] = typeof value === 'string' ? value.split(' ') : [];
  const known = definitionKinds.find((each) => each === kind);
  if (!known || !key) return [];
  return [{ kind: known, key, published: Number(published), latest: Number(latest) }];
}
