import type { ChangeKind } from '@hoist/core';
import { markOf, sha256 } from '@hoist/store';
import type { AdminContext } from '../context.ts';
import { readDefinitions, requireEnvironment } from '../definitions/definitions.ts';
import { invalid } from '../errors/use-case-error.ts';
import { listThings, nameThing, partKeyOf, thingKinds } from './changed-things.ts';
import type { ChangedThing, NamedThing, ThingKind } from './changed-things.ts';
import { toFlagChange } from './flag-history.ts';
import type { FlagChange } from './flag-history.ts';
import { readHistory } from './read-history.ts';
import type { HistoryEntry, HistoryLog } from './read-history.ts';

/** Which changes are asked for; what is left out holds for all. */
export interface HistoryFilter {
  /** A kind of thing, or one of them: `segment`, `flag/checkout`. */
  readonly thing?: string | undefined;
  /** What it serves, and its keys. Definitions belong to no environment. */
  readonly environment?: string | undefined;
  /** Who made them: a kind of actor and an id, as an answer has them: `person/4f7a`. */
  readonly person?: string | undefined;
  readonly kind?: ChangeKind | undefined;
  /** RFC 3339 instants: made at the first or later, and before the second. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** A change of anything, in the words of its moment. */
export interface Change extends Omit<FlagChange, 'who'> {
  /** The log that it stands in. */
  readonly log: string;
  readonly who: FlagChange['who'] & { readonly id: string };
  /** What it changed: flags first, at most {@link mostThings}. */
  readonly about: readonly NamedThing[];
  /** How many more things it changed. */
  readonly more: number;
}

const mostThings = 5;

/** One page of everything that was changed, newest first. Throws UseCaseError 404 or 422. */
export async function listChanges(
  hoist: AdminContext,
  {
    after,
    limit,
    ...filter
  }: HistoryFilter & { readonly after?: string | undefined; readonly limit: number },
): Promise<{ readonly changes: readonly Change[]; readonly next: string | null }> {
  const definitions = readDefinitions(hoist.definitions);
  const thing = filter.thing === undefined ? undefined : readThing(filter.thing);
  const { entries, next } = await readHistory(hoist, {
    list: `history ${sha256(JSON.stringify(filter)).slice(0, 16)}`,
    logs: listLogs(hoist, thing, filter.environment),
    marks: listMarks(thing, filter),
    from: filter.from === undefined ? undefined : Date.parse(filter.from),
    to: filter.to === undefined ? undefined : Date.parse(filter.to),
    after,
    limit,
  });
  return { changes: entries.map((entry) => toChange(definitions, entry)), next };
}

/** A version as the history of everything shows it. */
export function toChange(definitions: ReturnType<typeof readDefinitions>, entry: HistoryEntry): Change {
  const { record } = entry;
  const things = listThings(record);
  return {
    log: record.log,
    ...toFlagChange(entry),
    who: { kind: record.who.kind, id: record.who.id, name: record.who.name },
    about: things.slice(0, mostThings).map((thing) => nameThing(definitions, thing, entry)),
    more: Math.max(0, things.length - mostThings),
  };
}

/** A change for machines: without what only a page shows. */
export function toListedChange({ about, ...change }: Change) {
  return { ...change, about: about.map(({ kind, key }) => ({ kind, key })) };
}

/** Reads `segment` or `flag/checkout`; throws UseCaseError 422. */
function readThing(text: string): { readonly kind: ThingKind; readonly key: string | undefined } {
  const [name, key] = text.split(/\/(.*)/s);
  const kind = thingKinds.find((each) => each === name);
  if (kind && (key === undefined || (key !== '' && kind !== 'regions' && kind !== 'key')))
    return { kind, key };
  const message = `'${text}' is no thing that has a history. Name ${thingKinds.join(', ')}, or one of them: flag/checkout.`;
  throw invalid({ parameter: 'thing', code: 'invalid-value', message });
}

type Thing = ReturnType<typeof readThing>;

function listLogs(
  hoist: AdminContext,
  thing: Thing | undefined,
  environment: string | undefined,
): HistoryLog[] {
  const definitions = readDefinitions(hoist.definitions);
  const environments =
    environment === undefined ? definitions.environments : [requireEnvironment(definitions, environment)];
  const ofEach = (readerOf: (key: string) => HistoryLog['reader']) =>
    environments.map(({ key }) => ({ reader: readerOf(key), environment: key }));
  const isOfKeys = thing?.kind === 'key';
  return [
    ...(isOfKeys || environment !== undefined ? [] : [{ reader: hoist.definitions, environment: undefined }]),
    ...(isOfKeys ? [] : ofEach((key) => hoist.published(key))),
    ...(thing === undefined || isOfKeys ? ofEach((key) => hoist.keyring(key)) : []),
    // People and API tokens.
    ...(thing === undefined && environment === undefined
      ? [{ reader: hoist.access, environment: undefined }]
      : []),
  ];
}

/** The rarest first, as far as one can tell. */
function listMarks(thing: Thing | undefined, { kind, person }: HistoryFilter): string[] {
  const isWhole = thing && (thing.key !== undefined || thing.kind === 'regions');
  return [
    ...(isWhole ? [markOf.part(partKeyOf(toWhole(thing)))] : []),
    ...(kind === undefined ? [] : [markOf.kind(kind)]),
    ...(person === undefined ? [] : [markOf.who(readActor(person))]),
    ...(thing && !isWhole && thing.kind !== 'key' ? [markOf.noun(thing.kind)] : []),
  ];
}

function toWhole({ kind, key = '' }: Thing): ChangedThing {
  return { kind, key };
}

/** Reads `person/4f7a`; throws UseCaseError 422. */
function readActor(text: string): { readonly kind: string; readonly id: string } {
  const [kind = '', id = ''] = text.split(/\/(.*)/s);
  if (kind !== '' && id !== '') return { kind, id };
  const message = "Name who made it as an answer does: a kind, '/' and an id.";
  throw invalid({ parameter: 'person', code: 'invalid-format', message });
}
