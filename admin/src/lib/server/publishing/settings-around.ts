import type { RegionsDefinition, Setting } from '@hoist/core';
import { nameOfSegment } from '../definitions/definitions.ts';
import type { Definitions } from '../definitions/definitions.ts';
import { withNested } from './segment-uses.ts';
import type { Prepared } from './publish-change.ts';
import type { Published } from './published.ts';
import { referencesOfConditionGroups, referencesOfSetting } from '../definitions/setting-references.ts';
import type { PendingState } from './pending.ts';

/** Names of what is included in the environment with a setting. */
export function listIncluded({ set }: Prepared, published: Published, definitions: Definitions): string[] {
  const names = [...set.keys()].flatMap((partKey) => {
    const [kind, key = ''] = partKey.split('/');
    if (kind === 'segment') return [nameOfSegment(definitions, key)];
    return kind === 'bucket-group' ? [`group ${key}`] : [];
  });
  const regions = set.get('regions') as RegionsDefinition | undefined;
  const groups = Object.keys(regions?.groups ?? {}).filter(
    (group) => !Object.hasOwn(published.regions.groups, group),
  );
  return [...names, ...groups.map((group) => `regions ${group}`)];
}

/** Names of what a setting uses at an older revision than the latest one. */
export function listOutdated(setting: Setting, { published, definitions, registry }: PendingState): string[] {
  const direct = referencesOfSetting(setting, registry);
  const segments = [...direct.segments].filter((key) => {
    const current = published.segments.get(key);
    return current !== undefined && current.revision < (definitions.segments.get(key)?.revision ?? 0);
  });
  const group =
    setting.bucketGroup === undefined ? undefined : published.bucketGroups.get(setting.bucketGroup);
  const isOldGroup =
    group !== undefined && group.revision < (definitions.bucketGroups.get(group.key)?.revision ?? 0);
  const nested = [...withNested(direct.segments, published, registry)].map((key) =>
    referencesOfConditionGroups(published.segments.get(key)?.conditionGroups ?? [], registry),
  );
  const asksRegions = [direct, ...nested].some(({ regions }) => regions.size > 0);
  const areOldRegions = asksRegions && published.regions.revision < definitions.regions.revision;
  return [
    ...segments.map((key) => nameOfSegment(definitions, key)),
    ...(isOldGroup ? [`bucket group ${group.key}`] : []),
    ...(areOldRegions ? ['the regions'] : []),
  ];
}
