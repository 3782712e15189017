import type { Registry } from '../plugin/registry.ts';
import type { Ruleset } from '../ruleset.ts';
import { compileRuleset } from './compile-ruleset.ts';
import type { CompiledRuleset } from './compile-ruleset.ts';
import type { Problem } from './problem.ts';

/**
 * Everything that is wrong with a well-formed ruleset as a whole: missing references, circles, depth, unknown variants,
 * regions that nobody knows, operands and parameters that their plugin refuses, missing plugins. Flags that are off are looked at as well.
 */
export function findProblems(ruleset: Ruleset, registry: Registry): Problem[] {
  return listProblems(compileRuleset(ruleset, registry));
}

/** The same for a ruleset that is compiled already, which an incremental compilation makes cheap. */
export function listProblems(compiled: CompiledRuleset): Problem[] {
  const problems: Problem[] = [...compiled.regions.problems];
  for (const segment of compiled.segments.values()) problems.push(...segment.problems);
  for (const flag of compiled.flags.values()) problems.push(...flag.problems);
  for (const group of compiled.groups.values()) problems.push(...group.problems);
  // What breaks a segment or a group is listed under that, once.
  return problems.filter(({ code }) => code !== 'segment-broken' && code !== 'group-broken');
}
