import type { Registry } from '../../plugin/registry.ts';
import type { Ruleset } from '../../model/ruleset.ts';
import { compileRuleset } from './compile-ruleset.ts';
import type { CompiledRuleset } from './compile-ruleset.ts';
import type { Problem } from '../nodes/problem.ts';

/**
 * Everything that is wrong with a well-formed ruleset as a whole: missing references, circles, depth, unknown variants,
 * unknown regions, operands and parameters that their plugin refuses, missing plugins. Flags that are off are checked too.
 */
export function findProblems(ruleset: Ruleset, registry: Registry): Problem[] {
  return listProblems(compileRuleset(ruleset, registry));
}

/**
 * The same for a ruleset that is compiled already, which an incremental compilation makes cheap. With the one that it was
 * compiled on top of, only of what is new or compiled anew: what was reused has the problems that it had.
 */
export function listProblems(compiled: CompiledRuleset, before?: CompiledRuleset): Problem[] {
  const problems: Problem[] = before?.regions === compiled.regions ? [] : [...compiled.regions.problems];
  for (const kind of ['segments', 'flags', 'bucketGroups'] as const) {
    if (before?.[kind] === compiled[kind]) continue;
    for (const [key, one] of compiled[kind])
      if (before?.[kind].get(key) !== one) problems.push(...one.problems);
  }
  // What breaks a segment or a group is listed under that, once.
  return problems.filter(({ code }) => code !== 'segment-broken' && code !== 'bucket-group-broken');
}
