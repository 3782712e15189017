import { findListChange } from '../../model/list-change.ts';
import type { CompiledRuleset } from './compile-ruleset.ts';

/** Sorted keys of the flags that came, went, changed, or depend on something that did, from one compiled ruleset to the next. */
export function findChangedFlags(before: CompiledRuleset, after: CompiledRuleset): string[] {
  if (before.flags === after.flags) return [];
  const { set, removed } = findListChange([...before.flags.values()], [...after.flags.values()]);
  return [...set.map(({ key }) => key), ...removed].sort();
}
