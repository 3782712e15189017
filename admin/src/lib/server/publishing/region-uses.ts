import { findRegionGroup } from '@hoist/core';
import type { Regions, Registry } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { nameOfFlag } from '../definitions/definitions.ts';
import type { Definitions } from '../definitions/definitions.ts';
import { withNested } from './segment-uses.ts';
import { readPublished } from './published.ts';
import type { Published } from './published.ts';
import { referencesOfConditionGroups, referencesOfSetting } from '../definitions/setting-references.ts';

interface RegionUse {
  readonly names: ReadonlySet<string>;
  readonly asksWhere: boolean;
}

const usesByPublished = new WeakMap<Published, ReadonlyMap<string, RegionUse>>();

/** What each flag asks about regions, directly or through segments, once per served version; without those that do not. */
function usesOf(published: Published, registry: Registry): ReadonlyMap<string, RegionUse> {
  const known = usesByPublished.get(published);
  if (known) return known;
  const uses = new Map<string, RegionUse>();
  for (const { key, setting } of published.flags.values()) {
    if (!setting) continue;
    const direct = referencesOfSetting(setting, registry);
    const nested = [...withNested(direct.segments, published, registry)].map((segment) =>
      referencesOfConditionGroups(published.segments.get(segment)?.conditionGroups ?? [], registry),
    );
    const names = new Set([direct, ...nested].flatMap(({ regions }) => [...regions]));
    const asksWhere = [direct, ...nested].some((references) => references.asksWhere);
    if (names.size > 0) uses.set(key, { names, asksWhere });
  }
  usesByPublished.set(published, uses);
  return uses;
}

/** The flags whose outcome an environment's next regions can change. */
export function flagsMovedByRegions(published: Published, next: Regions, registry: Registry): string[] {
  const { regions: current } = published;
  return [...usesOf(published, registry)]
    .filter(
      ([, { names, asksWhere }]) =>
        (asksWhere && current.attribute !== next.attribute) ||
        [...names].some((name) => codesOf(name, current) !== codesOf(name, next)),
    )
    .map(([flag]) => flag);
}

/** Who names a region group, in words: `Checkout in dev and prod`, `the segment Beta`. */
export function listRegionUses(hoist: AdminContext, definitions: Definitions, group: string): string[] {
  const places = new Map<string, string[]>();
  for (const { key, name } of definitions.environments) {
    for (const [flag, { names }] of usesOf(readPublished(hoist.published(key)), hoist.registry)) {
      if (names.has(group)) places.set(flag, [...(places.get(flag) ?? []), name]);
    }
  }
  const flags = [...places].map(([flag, names]) => `${nameOfFlag(definitions, flag)} in ${names.join(', ')}`);
  const segments = [...definitions.segments.values()]
    .filter(({ conditionGroups }) =>
      referencesOfConditionGroups(conditionGroups, hoist.registry).regions.has(group),
    )
    .map(({ name }) => `the segment ${name}`);
  return [...flags, ...segments];
}

/** The regions behind a name, as one text to compare. */
function codesOf(name: string, { groups }: Regions): string {
  const members = Object.hasOwn(groups, name) ? (groups[name] ?? []) : [name];
  const codes = members.flatMap((member) => findRegionGroup(member)?.codes ?? [member]);
  return [...new Set(codes)].sort().join(' ');
}
