import type { RegionSet } from '../../model/regions/region-set.ts';
import type { Serve } from '../../model/setting.ts';
import type { BoundStrategy } from '../../plugin/strategy.ts';
import type { Audiences } from '../evaluate/evaluation-subject.ts';
import type { Reason } from '../evaluate/resolution.ts';
import { CompiledServe } from '../nodes/compiled-serve.ts';
import type { ServeOwner } from '../nodes/compiled-serve.ts';
import type { CompiledSegment } from '../nodes/compiled-segment.ts';
import type { Path } from '../nodes/problem.ts';
import { bindRegions } from './bind-regions.ts';
import type { Scope, SettingScope } from './scope.ts';

/** Compiles a serve; reports what keeps it from that and gives undefined. */
export function compileServe(
  source: Serve,
  steps: Path,
  owner: ServeOwner,
  scope: SettingScope,
): CompiledServe | undefined {
  const strategy = scope.registry.strategies.get(source.strategy);
  if (!strategy) {
    const message = `Strategy '${source.strategy}' is not installed here. Install its plugin, or choose another strategy.`;
    scope.report({ code: 'strategy-missing', steps: [...steps, 'strategy'], message });
    return undefined;
  }
  const result = scope.binder.bindStrategy(strategy, source.params);
  if (!result.ok) {
    for (const issue of result.issues) {
      const place = [...steps, 'params', ...issue.steps];
      scope.report({ code: 'params-invalid', steps: place, message: issue.message });
    }
    return undefined;
  }
  const missing = result.bound.variants.filter((variant) => variant !== null && !scope.outcomes.has(variant));
  for (const variant of missing) {
    const message = `The flag has no version '${variant}'. Choose one that it has.`;
    scope.report({ code: 'variant-missing', steps: [...steps, 'params'], message });
  }
  if (missing.length > 0) return undefined;
  const reason = strategy.bucketed ? 'SPLIT' : reasonOf(result.bound, owner.reason);
  const subject = scope.subject(findAudiences(result.bound, steps, scope));
  const { run, outcomes } = scope;
  return new CompiledServe(source, result.bound, { ...owner, reason }, { run, outcomes, subject });
}

/** Resolves a strategy's audiences; reports missing segments and regions. */
function findAudiences({ references }: BoundStrategy, steps: Path, scope: Scope): Audiences | undefined {
  const { segments: keys = [], regions: names = [] } = references;
  if (keys.length + names.length === 0) return undefined;
  const segments = new Map<string, CompiledSegment>();
  for (const key of keys) {
    const segment = scope.segment(key, [...steps, 'params'], scope.report);
    if (segment) segments.set(key, segment);
  }
  const regions = new Map<string, RegionSet>();
  for (const name of names) {
    const set = bindRegions([name], [...steps, 'params'], scope);
    if (set) regions.set(name, set);
  }
  return { segments, regions, regionPath: scope.regions.path };
}

/** STATIC promises that nothing can change the answer. */
function reasonOf(bound: BoundStrategy, reason: Reason): Reason {
  return reason === 'STATIC' && bound.variants.length > 1 ? 'DEFAULT' : reason;
}
