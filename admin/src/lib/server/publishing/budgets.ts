import { limits, toProblem } from '@hoist/core';
import { countCostly, countCostlyIn, findOverBudget } from '@hoist/core/analysis';
import type { Problem, Registry, Ruleset, PublishedFlag, PublishedSegment } from '@hoist/core';
import type { Budgeted } from '@hoist/core/analysis';
import type { Published } from './published.ts';
import { invalidField } from '../errors/use-case-error.ts';

/** Refuses a setting or a segment that asks more of hosts than one may, unless it asks no more than `before`; throws 422. */
export function requireWithinBudget(
  now: Budgeted,
  before: Budgeted | null,
  { registry, path }: { readonly registry: Registry; readonly path: readonly string[] },
): void {
  const message = findOverBudget(now, before, registry);
  if (message !== undefined) throw invalidField(path, 'too-costly', message);
}

interface Changed {
  readonly flags: readonly PublishedFlag[];
  readonly segments: ReadonlyMap<string, PublishedSegment>;
}

const counts = new WeakMap<Ruleset, number>();

/** What keeps an environment from taking a change: more conditions of those that hosts keep ready than it may have in all. */
export function findOverEnvironmentBudget(
  { ruleset, flags, segments }: Published,
  changed: Changed,
  registry: Registry,
): Problem[] {
  const added = [
    ...changed.flags.map(({ key, setting }) => ({
      subject: `flag/${key}`,
      steps: ['setting', 'rules'],
      count: countCostly(setting, registry) - countCostly(flags.get(key)?.setting ?? null, registry),
    })),
    ...[...changed.segments].map(([key, segment]) => ({
      subject: `segment/${key}`,
      steps: ['conditionGroups'],
      count: countCostly(segment, registry) - countCostly(segments.get(key) ?? null, registry),
    })),
  ];
  const more = added.reduce((sum, { count }) => sum + count, 0);
  if (more <= 0) return [];
  const total = countOf(ruleset, registry) + more;
  if (total <= limits.costlyConditionsPerEnvironment) return [];
  const most = limits.costlyConditionsPerEnvironment.toLocaleString('en');
  const message = `'${ruleset.environment}' would have ${total.toLocaleString('en')} conditions with patterns or the like (a heavy one counts as several), and at most ${most} are quick enough. Take some out, here or in other flags.`;
  return added
    .filter(({ count }) => count > 0)
    .map(({ subject, steps }) => toProblem(subject, { code: 'over-budget', steps, message }));
}

/** Counted once for what is published. */
function countOf(ruleset: Ruleset, registry: Registry): number {
  let count = counts.get(ruleset);
  if (count === undefined) counts.set(ruleset, (count = countCostlyIn(ruleset, registry)));
  return count;
}
