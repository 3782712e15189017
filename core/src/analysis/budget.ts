import type { Condition } from '../model/condition.ts';
import { limits } from '../model/limits.ts';
import type { Registry } from '../plugin/registry.ts';
import type { Ruleset } from '../model/ruleset.ts';
import type { PublishedSegment } from '../model/published.ts';
import type { Setting } from '../model/setting.ts';
import { utf8Length } from '../model/utf8-length.ts';

/** What budgets are of: a setting, or who is in a segment. */
export type Budgeted = Setting | Pick<PublishedSegment, 'included' | 'excluded' | 'conditionGroups'>;

interface Cost {
  readonly bytes: number;
  /** Conditions with a costly operator. */
  readonly costly: number;
  /** As how many they count. */
  readonly counted: number;
}

/**
 * Why a setting or a segment asks more of hosts than one may, for people; undefined where it does not, or where it asks no more
 * than `before`: a change that makes it smaller is a repair.
 */
export function findOverBudget(
  now: Budgeted,
  before: Budgeted | null,
  registry: Registry,
): string | undefined {
  const what = 'rules' in now ? 'setting' : 'segment';
  const cost = costOf(now, registry);
  if (cost.bytes <= limits.settingBytes && cost.counted <= limits.costlyConditions) return undefined;
  const was = before === null ? { bytes: 0, counted: 0 } : costOf(before, registry);
  if (cost.bytes > limits.settingBytes && cost.bytes > was.bytes) {
    const most = `${limits.settingBytes / 1_024} KiB`;
    const size = `${Math.ceil(cost.bytes / 1_024)} KiB`;
    return `The ${what} takes ${size} as JSON, and at most ${most}. Move conditions into segments, or values out of them.`;
  }
  if (cost.counted > limits.costlyConditions && cost.counted > was.counted) {
    const asks = `The ${what} has ${cost.costly} conditions with ${namesOf(now, registry)}`;
    if (cost.counted === cost.costly)
      return `${asks}, and at most ${limits.costlyConditions} are quick enough. Ask by lists or texts instead.`;
    return `${asks} that count as ${cost.counted}, because some are heavy, and at most ${limits.costlyConditions} are quick enough. Make those simpler, or ask by lists or texts instead.`;
  }
  return undefined;
}

/**
 * As how many the conditions of a setting or a segment count that have a costly operator. Their operands are read for it, where
 * they are not too many anyway.
 */
export function countCostly(part: Budgeted | null, registry: Registry): number {
  const costly = part === null ? [] : costlyOf(part, registry);
  if (costly.length > limits.costlyConditions) return costly.length;
  let count = 0;
  for (const { operator, operand } of costly) {
    const result = registry.operators.get(operator)?.bind(operand);
    count += result?.ok === true ? result.bound.cost : 1;
  }
  return count;
}

/** As how many the conditions of all that an environment serves count that have a costly operator. */
export function countCostlyIn({ flags, segments }: Ruleset, registry: Registry): number {
  let count = 0;
  for (const { setting } of flags) count += countCostly(setting, registry);
  for (const segment of segments) count += countCostly(segment, registry);
  return count;
}

function costOf(part: Budgeted, registry: Registry): Cost {
  const counted = 'rules' in part ? part : { ...part, included: [], excluded: [] };
  return {
    bytes: utf8Length(JSON.stringify(counted)),
    costly: costlyOf(part, registry).length,
    counted: countCostly(part, registry),
  };
}

function costlyOf(part: Budgeted, { operators }: Registry): Condition[] {
  return [...conditionsOf(part)].filter(({ operator }) => operators.get(operator)?.costly === true);
}

function namesOf(part: Budgeted, registry: Registry): string {
  const names = new Set(costlyOf(part, registry).map(({ operator }) => operator));
  return [...names].map((name) => `'${name}'`).join(', ');
}

function* conditionsOf(part: Budgeted): Iterable<Condition> {
  for (const { conditions } of 'rules' in part ? part.rules : part.conditionGroups) yield* conditions;
}
