import type { Condition } from '../../model/condition.ts';
import type { RegionSet } from '../../model/regions/region-set.ts';
import { attributeTypeMask } from '../../plugin/attribute-type.ts';
import type { BoundOperator, Operator } from '../../plugin/operator.ts';
import { RunOperatorSubject } from '../evaluate/evaluation-subject.ts';
import { toAttributePath } from '../nodes/attribute-path.ts';
import type { AttributePath } from '../nodes/attribute-path.ts';
import { CompiledCondition } from '../nodes/compiled-condition.ts';
import { CompiledConditions } from '../nodes/compiled-conditions.ts';
import type { CompiledSegment } from '../nodes/compiled-segment.ts';
import type { Path } from '../nodes/problem.ts';
import { bindRegions } from './bind-regions.ts';
import type { Scope } from './scope.ts';

/** Compiles a list of conditions; those that fail are left out and reported. */
export function compileConditions(
  sources: readonly Condition[],
  steps: Path,
  scope: Scope,
): CompiledConditions {
  return new CompiledConditions(
    sources.flatMap((source, index) => compileCondition(source, [...steps, index], scope) ?? []),
  );
}

const noPath = toAttributePath('');

/** Compiles a condition; reports what keeps it from that and gives undefined. */
function compileCondition(source: Condition, steps: Path, scope: Scope): CompiledCondition | undefined {
  const operator = scope.registry.operators.get(source.operator);
  if (!operator) {
    const message = `Operator '${source.operator}' is not installed here. Install its plugin, or choose another operator.`;
    scope.report({ code: 'operator-missing', steps: [...steps, 'operator'], message });
    return undefined;
  }
  const mask = attributeTypeMask(operator.accepts);
  const asked = mask === 0 ? noPath : pathOf(source, operator, { steps, scope });
  const result = scope.binder.bindOperator(operator, source.operand);
  if (!result.ok) {
    for (const issue of result.issues) {
      const place = [...steps, 'operand', ...issue.steps];
      scope.report({ code: 'operand-invalid', steps: place, message: issue.message });
    }
    return undefined;
  }
  const segments = bindOperandSegments(result.bound, steps, scope);
  const regions = bindOperandRegions(result.bound, steps, scope);
  const hasReferences = segments !== undefined || regions !== undefined;
  const make = () => {
    const { run } = scope;
    const subject = hasReferences ? new RunOperatorSubject(run, segments, regions) : run.plainSubject;
    return new CompiledCondition(source, result.bound, { run, path: asked, mask, subject });
  };
  // Segments are resolved per flag; all else is shared by the ruleset.
  return segments ? make() : scope.binder.shareCondition(source, result.bound, make);
}

function pathOf(
  { attribute }: Condition,
  operator: Operator,
  { steps, scope }: { readonly steps: Path; readonly scope: Scope },
): AttributePath {
  if (attribute !== undefined) return toAttributePath(attribute);
  if (operator.defaultAttribute === 'region') return scope.regions.path;
  const message = `Operator '${operator.name}' reads an attribute. Choose one.`;
  scope.report({ code: 'attribute-missing', steps: [...steps, 'attribute'], message });
  return noPath;
}

function bindOperandRegions(bound: BoundOperator, steps: Path, scope: Scope): RegionSet | undefined {
  return bound.regions.length === 0 ? undefined : bindRegions(bound.regions, [...steps, 'operand'], scope);
}

function bindOperandSegments(
  bound: BoundOperator,
  steps: Path,
  scope: Scope,
): ReadonlyMap<string, CompiledSegment> | undefined {
  if (bound.segments.length === 0) return undefined;
  const segments = new Map<string, CompiledSegment>();
  for (const key of bound.segments) {
    const segment = scope.segment(key, [...steps, 'operand'], scope.report);
    if (segment) segments.set(key, segment);
  }
  return segments;
}
