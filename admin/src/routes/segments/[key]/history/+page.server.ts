import { unlessAway } from '#lib/server/errors/unless-away.ts';
import { restoreDefinitionByForm } from '#lib/server/form-actions/restore-definition-form.ts';
import { describeSegmentChange, listSegmentHistory } from '#lib/server/history/segment-history.ts';
import { readOpened } from '#lib/server/history/read-opened.ts';
import { listEnvironments } from '#lib/server/environments/environments.ts';
import type { Actions, PageServerLoad } from './$types';

const pageLength = 25;

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { hoist } = locals;
  const segment = params.key;
  const after = url.searchParams.get('after') ?? undefined;
  const opened = readOpened(url.searchParams.get('open'));
  const read = async () => ({
    ...(await listSegmentHistory(hoist, { segment, after, limit: pageLength })),
    opened: opened && (await describeSegmentChange(hoist, { segment, ...opened })),
  });
  return {
    history: await unlessAway(read, undefined),
    isFirst: after === undefined,
    environments: listEnvironments(hoist).map(({ environment }) => environment),
  };
};

export const actions: Actions = {
  restore: (event) => restoreDefinitionByForm(event, { kind: 'segment', key: event.params.key }),
};
