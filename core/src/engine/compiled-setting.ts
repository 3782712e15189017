import type { Resolution } from '../resolution.ts';
import type { Prerequisite, Setting } from '../setting.ts';
import { CompiledAvailability } from './compiled-availability.ts';
import type { CompiledFlag } from './compiled-flag.ts';
import { bindSegments, compileRule } from './compiled-rule.ts';
import type { CompiledRule } from './compiled-rule.ts';
import type { CompiledSegment } from './compiled-segment.ts';
import { compileServe } from './compiled-serve.ts';
import type { CompiledServe } from './compiled-serve.ts';
import type { FlagOutcomes } from './flag-outcomes.ts';
import { RunStrategySubject } from './run-subject.ts';
import type { Scope } from './scope.ts';

/** A flag that must serve one of some variants first. */
export interface CompiledPrerequisite {
  readonly source: Prerequisite;
  readonly flag: CompiledFlag;
  readonly variants: ReadonlySet<string>;
}

/** The steps of an enabled setting, in the order they are asked. */
export interface CompiledSetting {
  readonly prerequisites: readonly CompiledPrerequisite[];
  readonly availability: CompiledAvailability | undefined;
  readonly never: readonly CompiledSegment[];
  readonly rules: readonly CompiledRule[];
  readonly everyoneElse: CompiledServe;
  /** Served when a prerequisite is not met. */
  readonly unmet: Resolution;
  /** Served where it is not available, and to those who never get it. */
  readonly withheld: Resolution;
}

/** A scope that knows flags as well. */
export interface SettingScope extends Scope {
  /** A prerequisite; reports one that is missing or cannot be depended on, and remembers the dependency. */
  prerequisite(source: Prerequisite, path: string): CompiledFlag | undefined;
}

/** Compiles a setting as if it were enabled; undefined when what everyone else gets cannot be served. */
export function compileSetting(
  setting: Setting,
  outcomes: FlagOutcomes,
  scope: SettingScope,
): CompiledSetting | undefined {
  const serveScope = { ...scope, outcomes, subject: new RunStrategySubject(scope.run, setting.salt) };
  const prerequisites = compilePrerequisites(setting, scope);
  const never = bindSegments(setting.never, 'setting.never', scope);
  const rules = setting.rules.flatMap(
    (rule, index) => compileRule(rule, `setting.rules.${index}`, serveScope) ?? [],
  );
  const { availability } = setting;
  const gated = setting.prerequisites.length + setting.never.length + rules.length > 0;
  const everyoneElse = compileServe(setting.everyoneElse, 'setting.everyoneElse', {
    ...serveScope,
    reason: gated || availability.mode !== 'everywhere' ? 'DEFAULT' : 'STATIC',
  });
  const off = setting.off ?? undefined;
  return (
    everyoneElse && {
      prerequisites,
      availability:
        availability.mode === 'everywhere' ? undefined : new CompiledAvailability(availability, scope.run),
      never,
      rules,
      everyoneElse,
      unmet: outcomes.served(off, 'DISABLED'),
      withheld: outcomes.served(off, 'TARGETING_MATCH'),
    }
  );
}

function compilePrerequisites(setting: Setting, scope: SettingScope): CompiledPrerequisite[] {
  return setting.prerequisites.flatMap((source, index) => {
    const flag = scope.prerequisite(source, `setting.prerequisites.${index}`);
    return flag ? [{ source, flag, variants: new Set(source.variants) }] : [];
  });
}
