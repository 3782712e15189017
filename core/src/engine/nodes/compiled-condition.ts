import type { Condition } from '../../model/condition.ts';
import type { Operator } from '../../plugin/operator.ts';
import { attributeTypeBit, attributeTypeMask, missingBit } from '../../plugin/attribute-type.ts';
import type { BoundOperator } from '../../plugin/operator.ts';
import type { OperatorSubject } from '../../plugin/subject.ts';
import type { RegionSet } from '../../model/regions/region-set.ts';
import { readAttribute, toAttributePath } from './attribute-path.ts';
import type { AttributePath } from './attribute-path.ts';
import { bindRegions } from './compiled-availability.ts';
import type { CompiledSegment } from './compiled-segment.ts';
import { RunOperatorSubject } from '../evaluate/evaluation-subject.ts';
import type { EvaluationState } from '../evaluate/evaluation-state.ts';
import type { Scope } from '../compile/scope.ts';

/**
 * What a condition says of a context. Only `matched` lets a rule match. `unreadable`: of the right type, and still nothing
 * that the operator can compare (a text that is no version, a region too coarse to decide).
 */
export type ConditionOutcome = 'matched' | 'not matched' | 'missing' | 'wrong type' | 'unreadable';

/** One condition, ready to be asked. */
export class CompiledCondition {
  readonly source: Condition;
  readonly bound: BoundOperator;
  readonly #run: EvaluationState;
  /** Means nothing where the operator takes no attribute. */
  readonly #path: AttributePath;
  /** The attribute types that it accepts, as a mask; 0 if it reads no attribute. */
  readonly #mask: number;
  readonly #negate: boolean;
  readonly #subject: OperatorSubject;
  /** Exactly the values that match, where the operator says so and nothing is negated: looking there spares a call. */
  readonly #values: ReadonlySet<unknown> | undefined;
  /** The one of them, where there is one. */
  readonly #only: unknown;
  /** Whether several rules ask it, so that an answer is worth keeping for the rest of an evaluation. */
  #isShared = false;
  #evaluationId = 0;
  #outcome: ConditionOutcome = 'not matched';

  constructor(
    source: Condition,
    bound: BoundOperator,
    asked: {
      readonly run: EvaluationState;
      readonly path: AttributePath;
      readonly mask: number;
      readonly subject: OperatorSubject;
    },
  ) {
    this.source = source;
    this.bound = bound;
    this.#run = asked.run;
    this.#mask = asked.mask;
    this.#path = asked.path;
    this.#negate = source.negate;
    this.#subject = asked.subject;
    this.#values = this.#mask === 0 || source.negate ? undefined : valuesOf(bound);
    this.#only = this.#values?.size === 1 ? [...this.#values][0] : undefined;
  }

  /** How much asking it costs beside others: comparing, looking up, calling an operator. */
  get cost(): number {
    if (this.#values === undefined) return 2;
    return this.#only === undefined ? 1 : 0;
  }

  share(): this {
    this.#isShared = true;
    return this;
  }

  /** Whether the subject of the evaluation under way fits it. */
  matches(): boolean {
    const values = this.#values;
    if (values === undefined) return this.check() === 'matched';
    const actual = readAttribute(this.#run.context, this.#path);
    return this.#only === undefined ? values.has(actual) : actual === this.#only;
  }

  /** The same with the reason. */
  check(): ConditionOutcome {
    if (!this.#isShared || !this.#run.memoize) return this.#ask();
    const { evaluationId } = this.#run;
    if (this.#evaluationId === evaluationId) return this.#outcome;
    const outcome = this.#ask();
    this.#outcome = outcome;
    this.#evaluationId = evaluationId;
    return outcome;
  }

  #ask(): ConditionOutcome {
    let actual: unknown;
    if (this.#mask !== 0) {
      actual = readAttribute(this.#run.context, this.#path) ?? undefined;
      const type = attributeTypeBit(actual);
      if ((this.#mask & type) === 0) return type === missingBit ? 'missing' : 'wrong type';
    }
    const matches = this.bound.matches(actual, this.#subject);
    if (matches === undefined) return 'unreadable';
    return (matches === true) !== this.#negate ? 'matched' : 'not matched';
  }
}

const noPath = toAttributePath('');

/** Compiles a condition; reports what keeps it from that and gives undefined. */
export function compileCondition(
  source: Condition,
  path: string,
  scope: Scope,
): CompiledCondition | undefined {
  const operator = scope.registry.operators.get(source.operator);
  if (!operator) {
    const message = `Operator '${source.operator}' is not installed here. Install its plugin, or choose another operator.`;
    scope.report({ code: 'operator-missing', path: `${path}.operator`, message });
    return undefined;
  }
  const mask = attributeTypeMask(operator.accepts);
  const asked = mask === 0 ? noPath : pathOf(source, operator, { path, scope });
  const result = scope.binder.bindOperator(operator, source.operand);
  if (!result.ok) {
    for (const issue of result.issues) {
      const place = issue.path === '' ? `${path}.operand` : `${path}.operand.${issue.path}`;
      scope.report({ code: 'operand-invalid', path: place, message: issue.message });
    }
    return undefined;
  }
  const segments = bindOperandSegments(result.bound, `${path}.operand`, scope);
  const regions = bindOperandRegions(result.bound, `${path}.operand`, scope);
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
  { path, scope }: { readonly path: string; readonly scope: Scope },
): AttributePath {
  if (attribute !== undefined) return toAttributePath(attribute);
  if (operator.defaultAttribute === 'region') return scope.regions.path;
  const message = `Operator '${operator.name}' asks about an attribute. Choose one.`;
  scope.report({ code: 'attribute-missing', path: `${path}.attribute`, message });
  return noPath;
}

/** Exactly the values that match, where the operator says so. */
function valuesOf({ matchRange }: BoundOperator): ReadonlySet<unknown> | undefined {
  return matchRange !== undefined && 'values' in matchRange ? matchRange.values : undefined;
}

function bindOperandRegions(bound: BoundOperator, path: string, scope: Scope): RegionSet | undefined {
  return bound.regions.length === 0 ? undefined : bindRegions(bound.regions, path, scope);
}

function bindOperandSegments(
  bound: BoundOperator,
  path: string,
  scope: Scope,
): ReadonlyMap<string, CompiledSegment> | undefined {
  if (bound.segments.length === 0) return undefined;
  const segments = new Map<string, CompiledSegment>();
  for (const key of bound.segments) {
    const segment = scope.segment(key, path, scope.report);
    if (segment) segments.set(key, segment);
  }
  return segments;
}
