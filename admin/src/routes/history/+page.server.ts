import { attempt } from '#lib/server/form-actions/attempt.ts';
import { listPeople } from '#lib/server/access/list-people.ts';
import { listEnvironments } from '#lib/server/environments/environments.ts';
import { listChanges } from '#lib/server/history/change-history.ts';
import type { Change, HistoryFilter } from '#lib/server/history/change-history.ts';
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
  let people: Awaited<ReturnType<typeof listPeople>> = [];
  const refusal = await attempt(async () => {
    people = await listPeople(hoist.store);
    if (filter) history = await listChanges(hoist, { ...filter, after, limit: pageLength });
    opened = named && (await describeLogChange(hoist, named));
  });
  return {
    typed,
    found,
    people,
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
