import type { RulesetBucketGroup } from '../../model/ruleset.ts';
import { bucketCount } from '../../bucketing/bucket.ts';
import type { CompiledBucketGroup } from '../nodes/compiled-bucket-group.ts';
import { toProblem } from '../nodes/problem.ts';
import type { Problem, Report } from '../nodes/problem.ts';

/** Checks all groups; an unchanged one is reused, and all of them where nothing changed. */
export function compileBucketGroups(
  sources: readonly RulesetBucketGroup[],
  previous: ReadonlyMap<string, CompiledBucketGroup> | undefined,
): ReadonlyMap<string, CompiledBucketGroup> {
  const isSame = (source: RulesetBucketGroup) => previous?.get(source.key)?.source === source;
  if (previous?.size === sources.length && sources.every(isSame)) return previous;
  const compiled = new Map<string, CompiledBucketGroup>();
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
    readonly groups: ReadonlyMap<string, CompiledBucketGroup>;
    readonly bound: Map<string, CompiledBucketGroup | undefined>;
    readonly report: Report;
  },
): CompiledBucketGroup | undefined {
  const group = from.groups.get(key);
  from.bound.set(key, group);
  const steps = ['setting', 'bucketGroup'];
  if (!group) {
    const message = `Bucket group '${key}' does not exist here. Choose another, or add it first.`;
    from.report({ code: 'bucket-group-missing', steps, message });
    return undefined;
  }
  const [problem] = group.problems;
  if (!problem) return group;
  from.report({
    code: 'bucket-group-broken',
    steps,
    message: `Bucket group '${key}' cannot be used: ${problem.message}`,
  });
  return undefined;
}

function findFaults({ key, shares = [] }: RulesetBucketGroup): Problem[] {
  const problems: Problem[] = [];
  const report = (index: number, field: 'from' | 'to', message: string) =>
    problems.push(
      toProblem(`bucket-group/${key}`, {
        code: 'bucket-group-share',
        steps: ['shares', index, field],
        message,
      }),
    );
  shares.forEach(({ from, to }, index) => {
    if (to <= from) report(index, 'to', 'A share must end after it begins: set `to` above `from`.');
    if (to > bucketCount) report(index, 'to', `A share ends at ${bucketCount} at the latest.`);
  });
  const order = shares
    .map((range, index) => ({ ...range, index }))
    .sort((one, other) => one.from - other.from);
  let before: (typeof order)[number] | undefined;
  for (const range of order) {
    if (before && range.from < before.to) {
      const [both, until] = [range.from, Math.min(before.to, range.to)];
      const message = `Buckets ${both} to ${until} belong to '${before.flag}' and to '${range.flag}'. Give them to one.`;
      report(range.index, 'from', message);
    }
    if (!before || range.to > before.to) before = range;
  }
  return problems;
}
