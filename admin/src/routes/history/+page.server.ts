import { attempt } from '#lib/server/form-actions/attempt.ts';
import { listEnvironments } from '#lib/server/environments/environments.ts';
import { listChanges } from '#lib/server/history/change-history.ts';
import type { Change, HistoryFilter } from '#lib/server/history/change-history.ts';
import { listActors } from '#lib/server/history/list-actors.ts';
import { describeLogChange } from '#lib/server/history/describe-log-change.ts';
import type { LogChangeDetail } from '#lib/server/history/describe-log-change.ts';
import { readFilter } from './read-filter.ts';
import type { PageServerLoad } from './$types';

const pageLength = 25;

export const load: PageServerLoad = async ({ locals, url }) => {
  const { hoist } = locals;
  const { typed, found, filter } = readFilter(hoist, url);
  const after = url.searchParams.get('after') ?? undefined;
  const named = readOpened(url.searchParams.get('open'));
  let history: { readonly changes: readonly Change[]; readonly next: string | null } | undefined;
  let opened: LogChangeDetail | undefined;
  const refusal = await attempt(async () => {
    if (filter) history = await listChanges(hoist, { ...filter, after, limit: pageLength });
    opened = named && (await describeLogChange(hoist, named));
  });
  return {
    typed,
    found,
    actors: listActors(hoist),
    history,
    opened,
    refusal: refusal && { title: refusal.title, detail: refusal.detail },
    isFirst: after === undefined,
    environments: listEnvironments(hoist).map(({ environment }) => environment),
    exported: filter && toQuery(filter),
  };
};

/** Reads which change is open: `environment/prod.12`. */
function readOpened(text: string | null) {
  const [, log, version] = /^([a-z]+(?:\/.+)?)\.([1-9]\d{0,14})$/.exec(text ?? '') ?? [];
  return log === undefined ? undefined : { log, version: Number(version) };
}

function toQuery(filter: HistoryFilter): string {
  const used = Object.entries(filter).filter(([, value]) => value !== undefined);
  return new URLSearchParams(used as [string, string][]).toString();
}
