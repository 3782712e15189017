import type { Condition } from './domain.ts';
import { limits } from './limits.ts';
import type { Registry } from './plugin/registry.ts';
import type { Ruleset } from './ruleset.ts';
import type { ServedSegment } from './served.ts';
import type { Setting } from './setting.ts';
import { utf8Length } from './utf8-length.ts';

/** What budgets are of: a setting, or who is in a segment. */
export type Budgeted = Setting | Pick<ServedSegment, 'included' | 'excluded' | 'groups'>;

interface Cost {
  readonly bytes: number;
  readonly costly: number;
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
  if (cost.bytes <= limits.settingBytes && cost.costly <= limits.costlyConditions) return undefined;
  const was = before === null ? { bytes: 0, costly: 0 } : costOf(before, registry);
  if (cost.bytes > limits.settingBytes && cost.bytes > was.bytes) {
    const most = `${limits.settingBytes / 1_024} KiB`;
    const size = `${Math.ceil(cost.bytes / 1_024)} KiB`;
    return `The ${what} takes ${size} as JSON, and at most ${most}. Move conditions into segments, or values out of them.`;
  }
  if (cost.costly > limits.costlyConditions && cost.costly > was.costly) {
    const asks = `The ${what} has ${cost.costly} conditions with ${namesOf(now, registry)}`;
    return `${asks}, and at most ${limits.costlyConditions} are quick enough. Ask by lists or texts instead.`;
  }
  return undefined;
}

/** How many conditions of a setting or a segment have a costly operator. */
export function countCostly(part: Budgeted | null, registry: Registry): number {
  let count = 0;
  for (const { operator } of part === null ? [] : conditionsOf(part))
    if (registry.operators.get(operator)?.costly === true) count++;
  return count;
}

/** How many conditions of all that an environment serves have a costly operator. */
export function countCostlyIn({ flags, segments }: Ruleset, registry: Registry): number {
  let count = 0;
  for (const { setting } of flags) count += countCostly(setting, registry);
  for (const segment of segments) count += countCostly(segment, registry);
  return count;
}

function costOf(part: Budgeted, registry: Registry): Cost {
  const counted = 'rules' in part ? part : { ...part, included: [], excluded: [] };
  return { bytes: utf8Length(JSON.stringify(counted)), costly: countCostly(part, registry) };
}

function namesOf(part: Budgeted, { operators }: Registry): string {
  const names = [...conditionsOf(part)].map(({ operator }) => operator);
  const costly = new Set(names.filter((name) => operators.get(name)?.costly === true));
  return [...costly].map((name) => `'${name}'`).join(', ');
}

function* conditionsOf(part: Budgeted): Iterable<Condition> {
  for (const { conditions } of 'rules' in part ? part.rules : part.groups) yield* conditions;
}
