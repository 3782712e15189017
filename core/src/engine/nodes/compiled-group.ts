import type { RulesetGroup } from '../../model/ruleset.ts';
import type { Problem } from '../compile/problem.ts';

/** One group, checked. */
export interface CompiledGroup {
  readonly source: RulesetGroup;
  readonly problems: readonly Problem[];
}
