import { canonicalize, findRegionGroup, toPublishedSegment } from '@hoist/core';
import type { RegionsDefinition, Registry, PublishedSegment } from '@hoist/core';
import type { Definitions } from '../definitions/definitions.ts';
import type { PublishedChange } from './published-change.ts';
import type { Published } from './published.ts';
import { referencesOfConditionGroups, referencesOfSetting } from '../definitions/setting-references.ts';
import type { References } from '../definitions/setting-references.ts';

interface From {
  readonly published: Published;
  readonly definitions: Definitions;
  readonly registry: Registry;
}

/**
 * The change with all that it names and the environment lacks: segments, groups, and the installation's own groups of
 * regions. What the environment serves already stays at its revision, newer or not.
 */
export function includeDependencies(
  change: Omit<PublishedChange, 'idChunks'>,
  { published, definitions, registry }: From,
): PublishedChange {
  const segments = new Map<string, PublishedSegment>(change.segments);
  const bucketGroups = new Map(change.bucketGroups);
  const regions = new Set<string>();
  const queue: string[] = [];
  const look = (references: References) => {
    queue.push(...references.segments);
    for (const region of references.regions) regions.add(region);
  };
  for (const { setting } of change.flags.values()) {
    if (!setting) continue;
    look(referencesOfSetting(setting, registry));
    const group =
      setting.bucketGroup === undefined ? undefined : definitions.bucketGroups.get(setting.bucketGroup);
    if (group && !published.bucketGroups.has(group.key) && !bucketGroups.has(group.key))
      bucketGroups.set(group.key, group);
  }
  for (const segment of change.segments.values())
    look(referencesOfConditionGroups(segment.conditionGroups, registry));
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    const definition = definitions.segments.get(key);
    if (published.segments.has(key) || segments.has(key) || !definition) continue;
    if (definition.archivedAt !== null) continue;
    segments.set(key, toPublishedSegment(definition));
    look(referencesOfConditionGroups(definition.conditionGroups, registry));
  }
  const completed = change.regions ?? addUnpublishedGroups(published.regions, definitions.regions, regions);
  const { flags, removed } = change;
  const { idChunks } = definitions;
  return { flags, segments, idChunks, bucketGroups, regions: completed, removed };
}

/**
 * The published regions with those own groups that are used and not published; the rest of the latest revision stays
 * pending. An own group with the name of a built-in group is left out, as that name has a meaning already.
 */
function addUnpublishedGroups(
  current: RegionsDefinition,
  latest: RegionsDefinition,
  names: ReadonlySet<string>,
): RegionsDefinition | undefined {
  const taken = Object.entries(latest.groups).filter(
    ([name]) => names.has(name) && !Object.hasOwn(current.groups, name) && !findRegionGroup(name),
  );
  if (taken.length === 0) return undefined;
  const groups = { ...current.groups, ...Object.fromEntries(taken) };
  const completed = { attribute: current.attribute, groups, revision: latest.revision };
  return canonicalize(completed) === canonicalize(latest)
    ? latest
    : { ...completed, revision: current.revision };
}
