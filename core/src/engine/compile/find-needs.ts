import type { Condition } from '../../model/condition.ts';
import type { Membership } from '../../model/segment.ts';
import type { EngineFeature } from '../../plugin/registry.ts';
import { isRegionGroup } from '../../model/regions/regions.ts';
import type { Setting } from '../../model/setting.ts';

/**
 * What a reader must have to evaluate a flag with this setting and these segments (all that it uses, however deep): sorted
 * names like `operator:in`, `strategy:split`, `feature:prerequisites`. Off or not set up needs nothing, so that turning
 * off works everywhere.
 */
export function findNeeds(setting: Setting | null, segments: readonly Membership[]): string[] {
  if (!setting?.enabled) return [];
  const needs = new Set<string>(featuresOf(setting));
  const rules = setting.rules.filter((rule) => rule.enabled);
  needs.add(`strategy:${setting.everyoneElse.strategy}`);
  for (const rule of rules) needs.add(`strategy:${rule.serve.strategy}`);
  addOperators(
    needs,
    rules.flatMap((rule) => rule.conditions),
  );
  for (const { conditionGroups } of segments)
    addOperators(
      needs,
      conditionGroups.flatMap((group) => group.conditions),
    );
  return [...needs].sort();
}

function featuresOf(setting: Setting): EngineFeature[] {
  const features: EngineFeature[] = [];
  if (setting.prerequisites.length > 0) features.push('feature:prerequisites');
  const { availability } = setting;
  if (availability.mode !== 'everywhere') {
    features.push('feature:availability');
    if (availability.regions.some(isRegionGroup)) features.push('feature:region-groups');
  }
  if (setting.never.length > 0) features.push('feature:never-for');
  if (setting.bucketGroup !== undefined) features.push('feature:bucket-groups');
  return features;
}

function addOperators(needs: Set<string>, conditions: readonly Condition[]): void {
  for (const condition of conditions) needs.add(`operator:${condition.operator}`);
}
