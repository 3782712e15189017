import { findRegionGroup } from '@hoist/core';
import type { Serve, Setting } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import type { Definitions } from '../definitions/definitions.ts';
import { referencesOfSetting } from '../definitions/setting-references.ts';
import type { Place } from '../settings/read-place.ts';

/** What a setting of the past names and nobody has any more, by name: `the segment Beta (archived)`. */
export function findMissing(
  { registry }: Pick<AdminContext, 'registry'>,
  { definition, definitions }: Pick<Place, 'definition' | 'definitions'>,
  setting: Setting,
): string[] {
  const serves = [...setting.rules.map(({ serve }) => serve), setting.everyoneElse];
  const bound = serves.map(({ strategy, params }) => registry.strategies.get(strategy)?.bind(params));
  const variants = [...bound.flatMap((each) => (each?.ok ? each.bound.variants : [])), setting.off];
  const known = new Set(definition.variants.map(({ key }) => key));
  const { segments, regions } = referencesOfSetting(setting, registry);
  return [
    ...findMissingPlugins(registry, setting, serves),
    ...[...segments].flatMap((key) => nameMissing('segment', key, definitions.segments.get(key))),
    ...[...new Set(variants)]
      .filter((key) => key !== null && !known.has(key))
      .map((key) => `the version ${key}`),
    ...setting.prerequisites.flatMap((needed) => findMissingOfFlag(definitions, needed)),
    ...(setting.bucketGroup !== undefined && !definitions.bucketGroups.has(setting.bucketGroup)
      ? [`the bucket group ${setting.bucketGroup}`]
      : []),
    ...[...regions]
      .filter((name) => isOwnGroup(name) && !Object.hasOwn(definitions.regions.groups, name))
      .map((name) => `the region group ${name}`),
  ];
}

function findMissingOfFlag(
  { flags }: Definitions,
  { flag, variants }: Setting['prerequisites'][number],
): string[] {
  const needed = flags.get(flag);
  if (!needed || needed.archivedAt !== null) return nameMissing('flag', flag, needed);
  const known = new Set(needed.variants.map(({ key }) => key));
  return variants.filter((key) => !known.has(key)).map((key) => `the version ${key} of ${needed.name}`);
}

function findMissingPlugins(
  registry: AdminContext['registry'],
  { rules }: Setting,
  serves: readonly Serve[],
): string[] {
  const operators = rules.flatMap(({ conditions }) => conditions.map(({ operator }) => operator));
  return [
    ...new Set([
      ...operators.filter((name) => !registry.operators.has(name)).map((name) => `the operator ${name}`),
      ...serves
        .filter(({ strategy }) => !registry.strategies.has(strategy))
        .map(({ strategy }) => `the strategy ${strategy}`),
    ]),
  ];
}

function nameMissing(
  noun: string,
  key: string,
  definition: { readonly name: string; readonly archivedAt: string | null } | undefined,
): string[] {
  if (!definition) return [`the ${noun} ${key} (deleted)`];
  return definition.archivedAt === null ? [] : [`the ${noun} ${definition.name} (archived)`];
}

/** Neither a code like DE-BY nor a group that Hoist brings along. */
function isOwnGroup(name: string): boolean {
  return !/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(name) && findRegionGroup(name) === undefined;
}
