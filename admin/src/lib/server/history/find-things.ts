import type { AdminContext } from '../context.ts';
import { readDefinitions } from '../definitions/definitions.ts';
import { nameOf, partKeyOf } from './changed-things.ts';
import type { ChangedThing, ThingKind } from './changed-things.ts';

/** What a search found: what is called so, and the first of all that match. */
export interface FoundThings {
  /** What has this key, else this name, else the only match: `flag/checkout`. Undefined where that is several, or none. */
  readonly exact: string | undefined;
  readonly matches: readonly {
    readonly thing: string;
    readonly kind: ThingKind;
    readonly name: string;
    readonly key: string;
  }[];
  readonly total: number;
}

const mostMatches = 8;

/**
 * Finds what is defined by its name or key, also what was archived or deleted; of one kind, or of all. Reads memory only.
 */
export function findThings(hoist: AdminContext, search: string, kind?: ThingKind): FoundThings {
  const definitions = readDefinitions(hoist.definitions);
  const wanted = search.trim().toLowerCase();
  const found = listAll(definitions)
    .filter((thing) => kind === undefined || thing.kind === kind)
    .map((thing) => ({ ...thing, thing: partKeyOf(thing), name: nameOf(definitions, thing) }))
    .filter(({ name, key }) => name.toLowerCase().includes(wanted) || key.toLowerCase().includes(wanted));
  const ofKey = found.filter(({ key }) => key.toLowerCase() === wanted);
  const ofName = found.filter(({ name }) => name.toLowerCase() === wanted);
  const only = [ofKey, ofName, found].find((each) => each.length > 0);
  const rank = (each: (typeof found)[number]) => Number(ofKey.includes(each)) + Number(ofName.includes(each));
  return {
    exact: only?.length === 1 ? only[0]?.thing : undefined,
    matches: found.sort((one, other) => rank(other) - rank(one)).slice(0, mostMatches),
    total: found.length,
  };
}

function listAll({
  flags,
  segments,
  bucketGroups,
  tombstones,
  environments,
}: ReturnType<typeof readDefinitions>): ChangedThing[] {
  const deleted = [...tombstones.keys()].map((name) => {
    const [kind, key = ''] = name.split(/\/(.*)/s);
    return { kind: kind as 'flag' | 'segment', key };
  });
  return [
    ...[...flags.keys()].map((key) => ({ kind: 'flag' as const, key })),
    ...[...segments.keys()].map((key) => ({ kind: 'segment' as const, key })),
    ...[...bucketGroups.keys()].map((key) => ({ kind: 'bucket-group' as const, key })),
    ...environments.map(({ key }) => ({ kind: 'environment' as const, key })),
    ...deleted,
  ];
}
