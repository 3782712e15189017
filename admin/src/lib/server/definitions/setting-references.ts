import type { Condition, Registry, Serve, Setting } from '@hoist/core';

/** What conditions, rollouts and rungs of a setting name beside values, by what each plugin says of its own. */
export interface References {
  readonly segments: ReadonlySet<string>;
  /** Codes and region groups. */
  readonly regions: ReadonlySet<string>;
  /** Whether the installation's own attribute says where somebody is, somewhere in it. */
  readonly asksWhere: boolean;
}

interface Growing extends References {
  readonly segments: Set<string>;
  readonly regions: Set<string>;
  asksWhere: boolean;
}

type ConditionGroup = { readonly conditions: readonly Condition[] };

/** All that a setting names: in rules, conditions, rollouts, available in and never for. */
export function referencesOfSetting(setting: Setting, registry: Registry): References {
  const found = nothing();
  for (const key of setting.never) found.segments.add(key);
  if (setting.availability.mode !== 'everywhere') addRegions(found, setting.availability.regions, true);
  addServe(found, setting.everyoneElse, registry);
  for (const rule of setting.rules) {
    for (const key of rule.segments) found.segments.add(key);
    addServe(found, rule.serve, registry);
    addConditions(found, rule, registry);
  }
  return found;
}

/** Lists what the condition groups of a segment reference. */
export function referencesOfConditionGroups(
  groups: readonly ConditionGroup[],
  registry: Registry,
): References {
  const found = nothing();
  for (const group of groups) addConditions(found, group, registry);
  return found;
}

function addConditions(found: Growing, { conditions }: ConditionGroup, registry: Registry): void {
  for (const { attribute, operator, operand } of conditions) {
    const result = registry.operators.get(operator)?.bind(operand);
    if (!result?.ok) continue;
    for (const key of result.bound.segments) found.segments.add(key);
    addRegions(found, result.bound.regions, attribute === undefined);
  }
}

function addServe(found: Growing, { strategy, params }: Serve, registry: Registry): void {
  const result = registry.strategies.get(strategy)?.bind(params);
  if (!result?.ok) return;
  const { segments = [], regions = [] } = result.bound.references;
  for (const key of segments) found.segments.add(key);
  addRegions(found, regions, true);
}

function addRegions(found: Growing, regions: readonly string[], byDefault: boolean): void {
  for (const region of regions) found.regions.add(region);
  if (regions.length > 0 && byDefault) found.asksWhere = true;
}

function nothing(): Growing {
  return { segments: new Set(), regions: new Set(), asksWhere: false };
}
