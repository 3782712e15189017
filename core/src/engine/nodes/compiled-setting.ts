import type { Resolution } from '../evaluate/resolution.ts';
import type { Prerequisite, Rule, Setting } from '../../model/setting.ts';
import { compileAvailability } from './compiled-availability.ts';
import type { CompiledAvailability } from './compiled-availability.ts';
import { compileShare } from './compiled-share.ts';
import type { CompiledShare } from './compiled-share.ts';
import type { CompiledFlag } from './compiled-flag.ts';
import { anyContains, bindSegments, compileRule } from './compiled-rule.ts';
import type { CompiledRule } from './compiled-rule.ts';
import type { CompiledSegment } from './compiled-segment.ts';
import { compileServe } from './compiled-serve.ts';
import type { CompiledServe } from './compiled-serve.ts';
import type { SettingScope } from '../compile/scope.ts';

/** A flag that must serve one of some variants first. */
export interface CompiledPrerequisite {
  readonly source: Prerequisite;
  readonly flag: CompiledFlag;
  readonly variants: ReadonlySet<string>;
  /** Served when it does not. */
  readonly unmet: Resolution;
}

/** Availability and `never`: who does not get the flag, whatever its rules say. */
export interface CompiledGate {
  readonly availability: CompiledAvailability | undefined;
  readonly never: readonly CompiledSegment[];
  /** Served to those it keeps out. */
  readonly withheld: Resolution;
}

/** The steps of an enabled setting, in the order they are asked. */
export interface CompiledSetting {
  readonly prerequisites: readonly CompiledPrerequisite[];
  readonly gate: CompiledGate | undefined;
  /** Its share of a bucket group, outside of which it reaches nobody. */
  readonly share: CompiledShare | undefined;
  readonly rules: readonly CompiledRule[];
  readonly everyoneElse: CompiledServe;
}

/** What `rule` of a resolution says when no rule matched; ids of rules are made by the admin and never this. */
export const everyoneElseRule = 'everyone-else';

/** Compiles a setting as if it were enabled; undefined when what everyone else gets cannot be served. */
export function compileSetting(setting: Setting, scope: SettingScope): CompiledSetting | undefined {
  const group = setting.bucketGroup === undefined ? undefined : scope.group(setting.bucketGroup);
  const share = group && compileShare(group, setting.off, scope);
  const prerequisites = compilePrerequisites(setting, scope);
  const gate = compileGate(setting, scope);
  const rules = compileRules(setting.rules, scope);
  const asked = rules.length > 0 || isGuarded({ prerequisites, gate, share });
  const owner = { reason: asked ? 'DEFAULT' : 'STATIC', rule: everyoneElseRule } as const;
  const everyoneElse = compileServe(setting.everyoneElse, 'setting.everyoneElse', owner, scope);
  return everyoneElse && { prerequisites, gate, share, rules, everyoneElse };
}

/** Shared by all settings that have none, which are most. */
const none: readonly never[] = Object.freeze([]);

function compileRules(sources: readonly Rule[], scope: SettingScope): readonly CompiledRule[] {
  if (sources.length === 0) return none;
  const rules = sources.flatMap((rule, index) => compileRule(rule, `setting.rules.${index}`, scope) ?? []);
  for (const [index, rule] of rules.entries()) rule.next = rules[index + 1];
  return rules;
}

function compilePrerequisites(setting: Setting, scope: SettingScope): readonly CompiledPrerequisite[] {
  if (setting.prerequisites.length === 0) return none;
  return setting.prerequisites.flatMap((source, index) => {
    const flag = scope.prerequisite(source, `setting.prerequisites.${index}`);
    if (!flag) return [];
    const unmet = scope.outcomes.served(setting.off ?? undefined, 'DISABLED');
    return [{ source, flag, variants: new Set(source.variants), unmet }];
  });
}

function compileGate(setting: Setting, scope: SettingScope): CompiledGate | undefined {
  if (setting.availability.mode === 'everywhere' && setting.never.length === 0) return undefined;
  const never = bindSegments(setting.never, 'setting.never', scope);
  return {
    availability: compileAvailability(setting.availability, 'setting.availability', scope),
    never,
    withheld: scope.outcomes.served(setting.off ?? undefined, 'TARGETING_MATCH'),
  };
}

/** Whether there is a step before the rules. */
export function isGuarded({
  prerequisites,
  gate,
  share,
}: Pick<CompiledSetting, 'prerequisites' | 'gate' | 'share'>): boolean {
  return prerequisites.length > 0 || gate !== undefined || share !== undefined;
}

/** Whether a gate keeps the subject of the evaluation under way out. */
export function keepsOut({ availability, never }: CompiledGate): boolean {
  return (availability !== undefined && !availability.allows(availability.check())) || anyContains(never);
}

/** Whether time alone may change what a setting makes of somebody. */
export function isTimed({ rules, everyoneElse }: CompiledSetting): boolean {
  if (everyoneElse.bound.timed) return true;
  return rules.some(
    ({ serve, conditions }) => serve.bound.timed || conditions.listed.some(({ bound }) => bound.timed),
  );
}
