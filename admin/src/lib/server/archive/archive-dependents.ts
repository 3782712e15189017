import type { Membership } from '@hoist/core';
import { listOf } from '#lib/words.ts';
import type { AdminContext } from '../context.ts';
import type { ArchivableKind } from '../publishing/archived.ts';
import { nameOfFlag, nameOfSegment, readDefinitions } from '../definitions/definitions.ts';
import { listSegmentUses } from '../publishing/segment-uses.ts';
import { readPublished } from '../publishing/published.ts';
import { referencesOfConditionGroups } from '../definitions/setting-references.ts';

interface Dependent {
  /** As a sentence names it: `'Pay later'`, `the bucket group 'tests'`. */
  readonly name: string;
  /** Undefined for a definition. */
  readonly environment: string | undefined;
}

/** What depends on a flag or a segment, in words: `'Pay later' in staging`, `the bucket group 'tests'`. Whether it is on or off does not matter. */
export function listDependents(hoist: AdminContext, kind: ArchivableKind, key: string): string[] {
  const dependents = kind === 'flag' ? dependentsOfFlag(hoist, key) : dependentsOfSegment(hoist, key);
  const places = new Map<string, string[]>();
  for (const { name, environment } of dependents) {
    const known = places.get(name) ?? [];
    places.set(
      name,
      environment === undefined || known.includes(environment) ? known : [...known, environment],
    );
  }
  return [...places].map(([name, environments]) =>
    environments.length === 0 ? name : `${name} in ${listOf(environments)}`,
  );
}

function dependentsOfFlag(hoist: AdminContext, key: string): Dependent[] {
  const definitions = readDefinitions(hoist.definitions);
  const flags = definitions.environments.flatMap((environment) =>
    [...readPublished(hoist.published(environment.key)).flags.values()]
      .filter(({ setting }) => setting?.prerequisites.some(({ flag }) => flag === key))
      .map((flag) => ({ name: `'${nameOfFlag(definitions, flag.key)}'`, environment: environment.name })),
  );
  const groups = [...definitions.bucketGroups.values()]
    .filter(({ shares }) => shares?.some(({ flag }) => flag === key))
    .map((group) => ({ name: `the bucket group '${group.key}'`, environment: undefined }));
  return [...flags, ...groups];
}

/** In the newest definitions, and in those that environments hold. */
function dependentsOfSegment(hoist: AdminContext, key: string): Dependent[] {
  const { registry } = hoist;
  const definitions = readDefinitions(hoist.definitions);
  const asks = ({ conditionGroups }: Pick<Membership, 'conditionGroups'>) =>
    referencesOfConditionGroups(conditionGroups, registry).segments.has(key);
  const flags = listSegmentUses(hoist, key).map(({ name, environment }) => ({
    name: `'${name}'`,
    environment: environment.name,
  }));
  const latest = [...definitions.segments.values()]
    .filter((segment) => segment.archivedAt === null && asks(segment))
    .map(({ name }) => ({ name: `the segment '${name}'`, environment: undefined }));
  const held = definitions.environments.flatMap((environment) =>
    [...readPublished(hoist.published(environment.key)).segments.values()].filter(asks).map((segment) => ({
      name: `the segment '${nameOfSegment(definitions, segment.key)}'`,
      environment: environment.name,
    })),
  );
  return [...flags, ...latest, ...held];
}
