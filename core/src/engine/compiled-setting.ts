import type { StrategySubject } from '../plugin/subject.ts';
import type { Resolution } from '../resolution.ts';
import type { Prerequisite, Setting } from '../setting.ts';
import { compileAvailability } from './compiled-availability.ts';
import type { CompiledAvailability } from './compiled-availability.ts';
import { compileClaim } from './compiled-claim.ts';
import type { CompiledClaim } from './compiled-claim.ts';
import type { CompiledFlag } from './compiled-flag.ts';
import type { CompiledGroup } from './compiled-group.ts';
import { anyContains, bindSegments, compileRule } from './compiled-rule.ts';
import type { CompiledRule } from './compiled-rule.ts';
import type { CompiledSegment } from './compiled-segment.ts';
import { compileServe } from './compiled-serve.ts';
import type { CompiledServe } from './compiled-serve.ts';
import type { FlagOutcomes } from './flag-outcomes.ts';
import { RunStrategySubject } from './run-subject.ts';
import type { Audiences } from './run-subject.ts';
import type { Scope } from './scope.ts';

/** A flag that must serve one of some variants first. */
export interface CompiledPrerequisite {
  readonly source: Prerequisite;
  readonly flag: CompiledFlag;
  readonly variants: ReadonlySet<string>;
  /** Served when it does not. */
  readonly unmet: Resolution;
}

/** Where and to whom a flag is not given, whatever its rules say. */
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
  /** Its part of a group, outside of which it reaches nobody. */
  readonly claim: CompiledClaim | undefined;
  readonly rules: readonly CompiledRule[];
  readonly everyoneElse: CompiledServe;
}

/** A scope that knows flags and groups as well. */
export interface SettingScope extends Scope {
  /** A prerequisite; reports one that is missing or cannot be depended on, and remembers the dependency. */
  prerequisite(source: Prerequisite, path: string): CompiledFlag | undefined;
  /** The setting's group; reports one that is missing or broken, and remembers the dependency. */
  group(key: string): CompiledGroup | undefined;
}

/** What `rule` of a resolution says when no rule matched; ids of rules are made by the admin and never this. */
export const everyoneElseRule = 'everyone-else';

/** Compiles a setting as if it were enabled; undefined when what everyone else gets cannot be served. */
export function compileSetting(
  setting: Setting,
  outcomes: FlagOutcomes,
  scope: SettingScope,
): CompiledSetting | undefined {
  const group = setting.group === undefined ? undefined : scope.group(setting.group);
  const claim =
    group && compileClaim(group, { run: scope.run, outcomes, off: setting.off, report: scope.report });
  const salt = group !== undefined && claim === undefined ? group.source.salt : setting.salt;
  let subject: StrategySubject | undefined;
  const serveScope = {
    ...scope,
    outcomes,
    subject: (audiences?: Audiences) =>
      audiences
        ? new RunStrategySubject(scope.run, salt, audiences)
        : (subject ??= new RunStrategySubject(scope.run, salt)),
  };
  const prerequisites = compilePrerequisites(setting, outcomes, scope);
  const gate = compileGate(setting, outcomes, scope);
  const rules = setting.rules.flatMap(
    (rule, index) => compileRule(rule, `setting.rules.${index}`, serveScope) ?? [],
  );
  const asked = setting.prerequisites.length + rules.length > 0 || gate !== undefined || claim !== undefined;
  const everyoneElse = compileServe(setting.everyoneElse, 'setting.everyoneElse', {
    ...serveScope,
    reason: asked ? 'DEFAULT' : 'STATIC',
    rule: everyoneElseRule,
  });
  return everyoneElse && { prerequisites, gate, claim, rules, everyoneElse };
}

function compilePrerequisites(
  setting: Setting,
  outcomes: FlagOutcomes,
  scope: SettingScope,
): CompiledPrerequisite[] {
  return setting.prerequisites.flatMap((source, index) => {
    const flag = scope.prerequisite(source, `setting.prerequisites.${index}`);
    if (!flag) return [];
    const unmet = outcomes.served(setting.off ?? undefined, 'DISABLED');
    return [{ source, flag, variants: new Set(source.variants), unmet }];
  });
}

function compileGate(
  setting: Setting,
  outcomes: FlagOutcomes,
  scope: SettingScope,
): CompiledGate | undefined {
  const never = bindSegments(setting.never, 'setting.never', scope);
  if (setting.availability.mode === 'everywhere' && setting.never.length === 0) return undefined;
  return {
    availability: compileAvailability(setting.availability, 'setting.availability', scope),
    never,
    withheld: outcomes.served(setting.off ?? undefined, 'TARGETING_MATCH'),
  };
}

/** Whether a gate keeps the subject of the evaluation under way out. */
export function keepsOut({ availability, never }: CompiledGate): boolean {
  return (availability !== undefined && !availability.allows(availability.check())) || anyContains(never);
}
