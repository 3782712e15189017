import type { RulesetBucketGroup } from '../../model/ruleset.ts';
import type { Problem } from './problem.ts';

/** One group, checked. */
export interface CompiledBucketGroup {
  readonly source: RulesetBucketGroup;
  readonly problems: readonly Problem[];
}
