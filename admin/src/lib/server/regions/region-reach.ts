import { compileRuleset } from '@hoist/core';
import type { BoundOperator, Condition, Registry, Rule, Setting } from '@hoist/core';
import { emptyRuleset } from '../publishing/empty-ruleset.ts';
import type { Published } from '../publishing/published.ts';

/** How many people of a place fit something, as far as it follows from where they are. */
type Fit = 'none' | 'some' | 'all';

/** Whether a flag is available in a place; `in part` where only a part of a country is listed. */
type Available = 'yes' | 'no' | 'in part';

/** What can be said of the people who are in one place, by its code, from what an environment serves. */
export interface RegionReach {
  /** The codes behind the name of a region; undefined for a region group that the environment does not have. */
  codesOf(region: string): readonly string[] | undefined;
  isAvailable(setting: Setting, code: string): Available;
  fitsRule(rule: Rule, code: string): Fit;
  fitsSegment(key: string, code: string): Fit;
}

type Fitting = Pick<Rule, 'conditions'>;

const order: readonly Fit[] = ['none', 'some', 'all'];
const least = (fits: readonly Fit[]): Fit => order.find((fit) => fits.includes(fit)) ?? 'all';
const most = (fits: readonly Fit[]): Fit => order.findLast((fit) => fits.includes(fit)) ?? 'none';
const negated: Readonly<Record<Fit, Fit>> = { none: 'all', some: 'some', all: 'none' };

/** Looks at people by nothing but the attribute that says where they are. Segments are asked once a place. */
export function createRegionReach(published: Published, registry: Registry, now: number): RegionReach {
  const { attribute, groups } = published.regions;
  // Regions alone: compiling thousands of flags would take longer than looking at them.
  const table = compileRuleset({ ...emptyRuleset, regions: { attribute, groups } }, registry).regions;
  const known = new Map<string, Fit>();
  const bind = createBinder(registry);

  function fitsCondition(condition: Condition, code: string): Fit {
    const bound = bind(condition);
    const operator = registry.operators.get(condition.operator);
    // What an environment cannot read matches nobody; a segment's own problem is shown elsewhere.
    if (!bound || !operator) return 'none';
    const direct = (fit: Fit) => (condition.negate ? negated[fit] : fit);
    const asked = condition.attribute ?? (operator.defaultAttribute === 'region' ? attribute : undefined);
    if (asked === undefined && bound.segments.length > 0)
      return direct(most(bound.segments.map((key) => fitsSegment(key, code))));
    return asked === attribute && !bound.timed ? fitsCode(bound, code, direct) : 'some';
  }

  function fitsCode(bound: BoundOperator, code: string, direct: (fit: Fit) => Fit): Fit {
    if (bound.regions.length > 0) {
      const outcome = table.find(bound.regions).set?.check(code) ?? 'not listed';
      return outcome === 'unknown' ? 'some' : direct(outcome === 'listed' ? 'all' : 'none');
    }
    const matches = tryMatching(bound, code, now);
    if (matches === 'unreadable') return 'none';
    return matches === 'failed' ? 'some' : direct(matches ? 'all' : 'none');
  }

  const fitsAll = ({ conditions }: Fitting, code: string): Fit =>
    least(conditions.map((condition) => fitsCondition(condition, code)));

  function fitsSegment(key: string, code: string): Fit {
    const name = `${code} ${key}`;
    const before = known.get(name);
    if (before !== undefined) return before;
    // A segment that holds itself would never end.
    known.set(name, 'some');
    const segment = published.segments.get(key);
    const groups = most((segment?.conditionGroups ?? []).map((group) => fitsAll(group, code)));
    const hasIncluded = segment && (segment.included.length > 0 || segment.longLists?.included);
    const hasExcluded = segment && (segment.excluded.length > 0 || segment.longLists?.excluded);
    const withIncluded = groups === 'none' && hasIncluded ? 'some' : groups;
    const fit = withIncluded === 'all' && hasExcluded ? 'some' : withIncluded;
    known.set(name, fit);
    return fit;
  }

  return {
    codesOf: (region) => table.codesOf(region),
    isAvailable: ({ availability }, code) => {
      if (availability.mode === 'everywhere') return 'yes';
      const outcome = table.find(availability.regions).set?.check(code);
      if (outcome === 'unknown') return 'in part';
      return (outcome === 'listed') === (availability.mode === 'only') ? 'yes' : 'no';
    },
    fitsRule: (rule, code) =>
      least([
        ...(rule.segments.length > 0 ? [most(rule.segments.map((key) => fitsSegment(key, code)))] : []),
        fitsAll(rule, code),
      ]),
    fitsSegment,
  };
}

/** Binds each condition once. */
function createBinder(registry: Registry): (condition: Condition) => BoundOperator | undefined {
  const bounds = new Map<Condition, BoundOperator | undefined>();
  return (condition) => {
    if (!bounds.has(condition)) {
      const result = registry.operators.get(condition.operator)?.bind(condition.operand);
      bounds.set(condition, result?.ok ? result.bound : undefined);
    }
    return bounds.get(condition);
  };
}

/** Whether a code matches. A plugin that fails says nothing for certain. */
function tryMatching(bound: BoundOperator, code: string, now: number): boolean | 'unreadable' | 'failed' {
  const nowhere = { attribute: () => undefined, inSegment: () => false, inRegions: () => undefined };
  try {
    return bound.matches(code, { now, ...nowhere }) ?? 'unreadable';
  } catch {
    return 'failed';
  }
}
