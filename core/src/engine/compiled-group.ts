import type { RulesetGroup } from '../ruleset.ts';
import type { Problem } from './problem.ts';

/** One group, checked. */
export interface CompiledGroup {
  readonly source: RulesetGroup;
  readonly problems: readonly Problem[];
}
