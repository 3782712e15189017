import type { Availability, Setting } from '../../model/setting.ts';
import { CompiledAvailability } from '../nodes/compiled-availability.ts';
import { everyoneElseRule, isGuarded } from '../nodes/compiled-setting.ts';
import type { CompiledGate, CompiledPrerequisite, CompiledSetting } from '../nodes/compiled-setting.ts';
import type { Path } from '../nodes/problem.ts';
import { bindRegions } from './bind-regions.ts';
import { bindSegments } from './bind-segments.ts';
import { compileRules } from './compile-rules.ts';
import { compileServe } from './compile-serve.ts';
import { compileShare } from './compile-share.ts';
import type { Scope, SettingScope } from './scope.ts';

/** Compiles a setting as if it were enabled; undefined when what everyone else gets cannot be served. */
export function compileSetting(setting: Setting, scope: SettingScope): CompiledSetting | undefined {
  const group = setting.bucketGroup === undefined ? undefined : scope.group(setting.bucketGroup);
  const share = group && compileShare(group, setting.off, scope);
  const prerequisites = compilePrerequisites(setting, scope);
  const gate = compileGate(setting, scope);
  const rules = compileRules(setting, scope);
  const asked = rules.length > 0 || isGuarded({ prerequisites, gate, share });
  const reason = asked ? 'DEFAULT' : 'STATIC';
  const owner = { reason, rule: everyoneElseRule, off: setting.off } as const;
  const everyoneElse = compileServe(setting.everyoneElse, ['setting', 'everyoneElse'], owner, scope);
  return everyoneElse && { prerequisites, gate, share, rules, everyoneElse };
}

/** Shared by all settings that have none, which are most. */
const none: readonly never[] = Object.freeze([]);

function compilePrerequisites(setting: Setting, scope: SettingScope): readonly CompiledPrerequisite[] {
  if (setting.prerequisites.length === 0) return none;
  return setting.prerequisites.flatMap((source, index) => {
    const flag = scope.prerequisite(source, ['setting', 'prerequisites', index]);
    if (!flag) return [];
    const unmet = scope.outcomes.served(setting.off ?? undefined, 'DISABLED');
    return [{ source, flag, variants: new Set(source.variants), unmet }];
  });
}

function compileGate(setting: Setting, scope: SettingScope): CompiledGate | undefined {
  if (setting.availability.mode === 'everywhere' && setting.never.length === 0) return undefined;
  const never = bindSegments(setting.never, ['setting', 'never'], scope);
  return {
    availability: compileAvailability(setting.availability, ['setting', 'availability'], scope),
    never,
    withheld: scope.outcomes.served(setting.off ?? undefined, 'TARGETING_MATCH'),
  };
}

/** Compiles where a flag is available. Reports unknown regions; undefined for a missing region group. */
function compileAvailability(
  source: Availability,
  steps: Path,
  scope: Scope,
): CompiledAvailability | undefined {
  if (source.mode === 'everywhere') return undefined;
  const regions = bindRegions(source.regions, [...steps, 'regions'], scope);
  return regions && new CompiledAvailability(source, { run: scope.run, path: scope.regions.path, regions });
}
