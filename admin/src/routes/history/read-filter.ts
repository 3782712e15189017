import { changeKinds } from '@hoist/core';
import type { ChangeKind } from '@hoist/core';
import { toInstantText } from '@hoist/plugins/calendar';
import type { AdminContext } from '#lib/server/context.ts';
import type { HistoryFilter } from '#lib/server/history/change-history.ts';
import { thingKinds } from '#lib/server/history/changed-things.ts';
import type { ThingKind } from '#lib/server/history/changed-things.ts';
import { findThings } from '#lib/server/history/find-things.ts';
import type { FoundThings } from '#lib/server/history/find-things.ts';

const dayLength = 86_400_000;
/** How far back the choices reach, in days. */
const periods = { day: 1, week: 7, month: 30 } as const;

/** The filters as the address has them; empty for those that are not used. */
export interface TypedFilter {
  readonly q: string;
  readonly thing: ThingKind | '';
  readonly environment: string;
  readonly person: string;
  readonly kind: ChangeKind | '';
  readonly since: keyof typeof periods | '';
  /** Days, as `2026-03-30`: both belong to what is shown. */
  readonly from: string;
  readonly to: string;
}

/** What the filters ask for; no filter where a search fits several things, or none. */
export interface ReadFilter {
  readonly typed: TypedFilter;
  readonly found: FoundThings | undefined;
  readonly filter: HistoryFilter | undefined;
}

/** Reads the filters of an address; one that is none is left out. */
export function readFilter(hoist: AdminContext, { searchParams }: URL): ReadFilter {
  const text = (name: string) => searchParams.get(name)?.trim().slice(0, 200) ?? '';
  const oneOf = <Name extends string>(name: string, names: readonly Name[]) =>
    names.find((each) => each === text(name)) ?? '';
  const dayOf = (name: string) => (instantOf(text(name), hoist.zone) === undefined ? '' : text(name));
  const typed: TypedFilter = {
    q: text('q'),
    thing: oneOf('thing', thingKinds),
    environment: text('environment'),
    person: text('person'),
    kind: oneOf('kind', Object.keys(changeKinds) as ChangeKind[]),
    since: oneOf('since', Object.keys(periods) as (keyof typeof periods)[]),
    from: dayOf('from'),
    to: dayOf('to'),
  };
  const isSearched = typed.q !== '' && typed.thing !== 'key' && typed.thing !== 'regions';
  const found = isSearched ? findThings(hoist, typed.q, typed.thing || undefined) : undefined;
  return { typed, found, filter: found && !found.exact ? undefined : toFilter(hoist, typed, found?.exact) };
}

function toFilter({ now, zone }: AdminContext, typed: TypedFilter, exact: string | undefined): HistoryFilter {
  const { environment, person, kind, since, from, to } = typed;
  const begin = instantOf(from, zone) ?? (since === '' ? undefined : now() - periods[since] * dayLength);
  const lastDay = instantOf(to, zone);
  const end = lastDay === undefined ? undefined : instantOf(dayAfter(to), zone);
  return {
    thing: exact ?? (typed.thing || undefined),
    environment: environment || undefined,
    person: person || undefined,
    kind: kind || undefined,
    from: begin === undefined ? undefined : new Date(begin).toISOString(),
    to: end === undefined ? undefined : new Date(end).toISOString(),
  };
}

/** When a day begins in a zone, in ms since the Unix epoch; undefined for what is no day. */
function instantOf(day: string, zone: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return undefined;
  const instant = toInstantText(`${day}T00:00`, zone);
  return instant === undefined ? undefined : Date.parse(instant);
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + dayLength).toISOString().slice(0, 10);
}
