import { redirect } from '@sveltejs/kit';
import { localPath } from '#lib/local-path.ts';
import { unlessAway } from '#lib/server/errors/unless-away.ts';
import { askPastByForm } from '#lib/server/form-actions/past-form.ts';
import { restoreDefinitionByForm } from '#lib/server/form-actions/restore-definition-form.ts';
import { restoreByForm } from '#lib/server/form-actions/restore-form.ts';
import { describeChange } from '#lib/server/history/describe-change.ts';
import { readOpened } from '#lib/server/history/read-opened.ts';
import { listFlagHistory } from '#lib/server/history/flag-history.ts';
import type { Actions, PageServerLoad } from './$types';

const pageLength = 25;

export const load: PageServerLoad = async ({ locals, params, parent, url }) => {
  const { chosen } = await parent();
  const { hoist } = locals;
  const isAll = url.searchParams.get('in') === 'all';
  const after = url.searchParams.get('after') ?? undefined;
  const environment = isAll ? undefined : chosen;
  const opened = readOpened(url.searchParams.get('open'));
  const read = async () => ({
    ...(await listFlagHistory(hoist, { flag: params.key, environment, after, limit: pageLength })),
    opened: opened && (await describeChange(hoist, { flag: params.key, ...opened })),
  });
  return {
    history: await unlessAway(read, undefined),
    isAll,
    isFirst: after === undefined,
    zone: hoist.zone,
    now: toWallTime(hoist.now(), hoist.zone),
  };
};

/** What clocks of a zone show, as a field for date and time takes it. */
function toWallTime(instant: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return format.format(instant).replace(' ', 'T');
}

export const actions: Actions = {
  restore: (event) => restoreByForm(event, event.params.key),
  definition: (event) => restoreDefinitionByForm(event, { kind: 'flag', key: event.params.key }),
  cancel: async ({ request }) => redirect(303, localPath((await request.formData()).get('to'))),
  past: async ({ request, locals, params }) =>
    askPastByForm(locals.hoist, params.key, await request.formData()),
};
