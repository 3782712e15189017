import { fail, redirect } from '@sveltejs/kit';
import { localPath } from '#lib/local-path.ts';
import { mayEdit, requirePerson } from '#lib/server/access/rights.ts';
import { listComparison } from '#lib/server/api/list-comparison.ts';
import { readDefinitions } from '#lib/server/definitions/definitions.ts';
import { attempt } from '#lib/server/form-actions/attempt.ts';
import { textOf } from '#lib/server/form-actions/form-text.ts';
import { idempotencyKeyOf } from '#lib/server/form-actions/idempotency-key-of.ts';
import { comparisonFilters } from '#lib/server/settings/compare-environments.ts';
import { markDifference } from '#lib/server/settings/mark-difference.ts';
import type { Actions, PageServerLoad } from './$types';

const pageLength = 25;

export const load: PageServerLoad = async ({ locals, url }) => {
  const { hoist } = locals;
  const { searchParams } = url;
  const { environments } = readDefinitions(hoist.definitions);
  const keys = environments.map(({ key }) => key);
  const keyOf = (name: string, otherwise: string | undefined) =>
    keys.find((key) => key === searchParams.get(name)) ?? otherwise;
  // What was tried last goes where it matters most, unless the address says otherwise.
  const to = keyOf(
    'to',
    keys.findLast((key) => key !== searchParams.get('from')),
  );
  const from = keyOf(
    'from',
    keys.findLast((key) => key !== to),
  );
  const show = comparisonFilters.find((each) => each === searchParams.get('show')) ?? 'different';
  const search = (searchParams.get('search') ?? '').slice(0, 200);
  const after = searchParams.get('after') ?? undefined;
  const isPair = from !== undefined && to !== undefined && from !== to;
  return {
    environments,
    from,
    to,
    show,
    search,
    isFirst: after === undefined,
    mayMark: mayEdit(locals.person),
    comparison: isPair
      ? await listComparison(hoist, { from, to, show, search, after, limit: pageLength })
      : undefined,
  };
};

const said: Readonly<Record<string, boolean | null>> = { yes: true, no: false, nothing: null };

export const actions: Actions = {
  mark: async ({ request, locals, url }) => {
    const form = await request.formData();
    const refusal = await attempt(() => {
      const person = requirePerson(locals.person);
      return markDifference(locals.hoist, person, {
        flag: textOf(form, 'flag'),
        from: textOf(form, 'from'),
        to: textOf(form, 'to'),
        fromEtag: textOf(form, 'fromEtag'),
        toEtag: textOf(form, 'toEtag'),
        intended: said[textOf(form, 'intended')] ?? null,
        idempotencyKey: idempotencyKeyOf(person, url, form),
      });
    });
    if (refusal) return fail(refusal.status, { refusal });
    redirect(303, localPath(form.get('back')));
  },
};
