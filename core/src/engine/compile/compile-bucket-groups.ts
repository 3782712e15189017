import type { RulesetGroup } from '../../model/ruleset.ts';
import { bucketCount } from '../../bucketing/bucket.ts';
import type { CompiledGroup } from '../nodes/compiled-group.ts';
import type { Problem, Report } from './problem.ts';

/** Checks all groups; an unchanged one is reused, and all of them where nothing changed. */
export function compileBucketGroups(
  sources: readonly RulesetGroup[],
  previous: ReadonlyMap<string, CompiledGroup> | undefined,
): ReadonlyMap<string, CompiledGroup> {
  const isSame = (source: RulesetGroup) => previous?.get(source.key)?.source === source;
  if (previous?.size === sources.length && sources.every(isSame)) return previous;
  const compiled = new Map<string, CompiledGroup>();
  for (const source of sources) {
    const before = previous?.get(source.key);
    compiled.set(source.key, before?.source === source ? before : { source, problems: findFaults(source) });
  }
  return compiled;
}

/** Looks a group up for a flag; reports one that is missing or broken. */
export function bindBucketGroup(
  key: string,
  from: {
    readonly groups: ReadonlyMap<string, CompiledGroup>;
    readonly bound: Map<string, CompiledGroup | undefined>;
    readonly report: Report;
  },
): CompiledGroup | undefined {
  const group = from.groups.get(key);
  from.bound.set(key, group);
  const path = 'setting.group';
  if (!group) {
    const message = `Group '${key}' does not exist here. Choose another, or add it first.`;
    from.report({ code: 'group-missing', path, message });
    return undefined;
  }
  const [problem] = group.problems;
  if (!problem) return group;
  from.report({ code: 'group-broken', path, message: `Group '${key}' cannot be used: ${problem.message}` });
  return undefined;
}

function findFaults({ key, ranges = [] }: RulesetGroup): Problem[] {
  const problems: Problem[] = [];
  const report = (path: string, message: string) =>
    problems.push({ code: 'group-claim', subject: `group/${key}`, path, message });
  ranges.forEach(({ from, to }, index) => {
    if (to <= from) report(`ranges.${index}.to`, 'A range must end after it begins.');
    if (to > bucketCount) report(`ranges.${index}.to`, `A range ends at ${bucketCount} at the latest.`);
  });
  const order = ranges
    .map((range, index) => ({ ...range, index }))
    .sort((one, other) => one.from - other.from);
  let before: (typeof order)[number] | undefined;
  for (const range of order) {
    if (before && range.from < before.to) {
      const [both, until] = [range.from, Math.min(before.to, range.to)];
      const message = `Buckets ${both} to ${until} belong to '${before.flag}' and to '${range.flag}'. Give them to one.`;
      report(`ranges.${range.index}.from`, message);
    }
    if (!before || range.to > before.to) before = range;
  }
  return problems;
}
