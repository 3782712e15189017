import type { VersionRecord } from '@hoist/core';
import { pageOf, toDefinitionKey } from '../definitions/definition-kind.ts';
import type { DefinitionKind } from '../definitions/definition-kind.ts';
import { nameOfFlag, nameOfSegment } from '../definitions/definitions.ts';
import type { Definitions } from '../definitions/definitions.ts';
import type { HistoryEntry } from './read-history.ts';

/** What history can be asked about: what is defined, an environment itself, and the keys of one. */
export const thingKinds = ['flag', 'segment', 'bucket-group', 'regions', 'environment', 'key'] as const;
export type ThingKind = (typeof thingKinds)[number];

/** Something that a version changed. */
export interface ChangedThing {
  readonly kind: ThingKind;
  /** Empty for regions and keys, of which there is one list. */
  readonly key: string;
}

/** The same with the name that it has now, and where it is shown; no address for what was deleted. */
export interface NamedThing extends ChangedThing {
  readonly name: string;
  readonly href: string | undefined;
}

/** The parts that a version changed, those of flags first, with what each is of; what belongs to nothing that people know is left out. */
export function listChangedParts({
  set,
  removed,
}: Pick<VersionRecord, 'set' | 'removed'>): { readonly partKey: string; readonly thing: ChangedThing }[] {
  const parts = [...set.map(([key]) => key), ...removed].flatMap((partKey) => {
    const thing = toThing(partKey);
    return thing ? [{ partKey, thing }] : [];
  });
  const isOfFlag = ({ thing }: (typeof parts)[number]) => thing.kind === 'flag';
  return [...parts.filter(isOfFlag), ...parts.filter((part) => !isOfFlag(part))];
}

/** What a version changed, each once, in the same order. */
export function listThings(record: Pick<VersionRecord, 'set' | 'removed'>): ChangedThing[] {
  return [...new Map(listChangedParts(record).map(({ thing }) => [partKeyOf(thing), thing])).values()];
}

/** The key of the part that holds it in the logs. */
export function partKeyOf({ kind, key }: ChangedThing): string {
  if (kind === 'key') return 'keyring';
  return key === '' ? kind : `${kind}/${key}`;
}

/** Names something as it is called now, with the page where this version of it is shown. */
export function nameThing(
  definitions: Definitions,
  thing: ChangedThing,
  { environment, record }: HistoryEntry,
): NamedThing {
  return {
    ...thing,
    name: nameOf(definitions, thing),
    href: hrefOf(definitions, thing, { environment, record }),
  };
}

/** What it is called now, or was when it was deleted. */
export function nameOf(definitions: Definitions, { kind, key }: ChangedThing): string {
  const deleted = definitions.tombstones.get(`${kind}/${key}`);
  if (deleted) return deleted.name;
  if (kind === 'flag') return nameOfFlag(definitions, key);
  return kind === 'segment' ? nameOfSegment(definitions, key) : key;
}

function hrefOf(
  definitions: Definitions,
  { kind, key }: ChangedThing,
  { environment, record }: HistoryEntry,
): string | undefined {
  if (definitions.tombstones.has(`${kind}/${key}`)) return undefined;
  if (kind === 'key') return `/settings/keys?env=${environment ?? ''}`;
  if (kind === 'environment') return `/settings/environments/${key}`;
  const page = pageOf({ kind, key });
  const opened = `open=${environment ?? ''}.${record.version}`;
  if (kind === 'segment') return `${page}/history?${opened}`;
  if (kind !== 'flag') return page;
  return `${page}/history?${environment === undefined ? 'in=all' : `env=${environment}`}&${opened}`;
}

const hiddenBehind: Readonly<Record<string, (rest: string) => ChangedThing | undefined>> = {
  tombstone: toThing,
  environment: (key) => ({ kind: 'environment', key }),
  keyring: () => ({ kind: 'key', key: '' }),
  watch: (rest) => ({ kind: 'flag', key: rest.split('/')[1] ?? '' }),
  difference: (rest) => ({ kind: 'flag', key: rest.split('/', 1)[0] ?? '' }),
};

function toThing(partKey: string): ChangedThing | undefined {
  const definition = toDefinitionKey(partKey);
  if (definition) return toChanged(definition);
  const [noun = '', rest = ''] = partKey.split(/\/(.*)/s);
  return Object.hasOwn(hiddenBehind, noun) ? hiddenBehind[noun]?.(rest) : undefined;
}

function toChanged({ kind, key }: { readonly kind: DefinitionKind; readonly key: string }): ChangedThing {
  return { kind, key: kind === 'regions' ? '' : key };
}
