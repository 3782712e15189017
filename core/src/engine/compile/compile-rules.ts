import type { Rule, Setting } from '../../model/setting.ts';
import type { Path } from '../nodes/problem.ts';
import { CompiledRule } from '../nodes/compiled-rule.ts';
import { bindSegments } from './bind-segments.ts';
import { compileConditions } from './compile-conditions.ts';
import { compileServe } from './compile-serve.ts';
import type { SettingScope } from './scope.ts';

/** Shared by all settings that have none, which are most. */
const none: readonly never[] = Object.freeze([]);

/** Compiles a setting's rules, each linked to the one to ask after it. */
export function compileRules(
  { rules: sources, off }: Pick<Setting, 'rules' | 'off'>,
  scope: SettingScope,
): readonly CompiledRule[] {
  if (sources.length === 0) return none;
  const rules = sources.flatMap((rule, index) => {
    const place = { steps: ['setting', 'rules', index], off };
    return compileRule(rule, place, scope) ?? [];
  });
  for (const [index, rule] of rules.entries()) rule.next = rules[index + 1];
  return rules;
}

/** Compiles a rule; undefined when it is switched off, or when what it serves cannot be. */
function compileRule(
  source: Rule,
  { steps, off }: { readonly steps: Path; readonly off: string | null },
  outer: SettingScope,
): CompiledRule | undefined {
  const scope = source.enabled ? outer : outer.disabled();
  if (!scope) return undefined;
  const segments = bindSegments(source.segments, [...steps, 'segments'], scope);
  const conditions = compileConditions(source.conditions, [...steps, 'conditions'], scope);
  const owner = { reason: 'TARGETING_MATCH', rule: source.id, off } as const;
  const serve = compileServe(source.serve, [...steps, 'serve'], owner, scope);
  return source.enabled && serve ? new CompiledRule(source, { segments, conditions, serve }) : undefined;
}
