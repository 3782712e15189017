import type { Condition } from '../../model/condition.ts';
import { attributeTypeBit, missingBit } from '../../plugin/attribute-type.ts';
import type { BoundOperator } from '../../plugin/operator.ts';
import type { OperatorSubject } from '../../plugin/subject.ts';
import { readAttribute } from './attribute-path.ts';
import type { AttributePath } from './attribute-path.ts';
import type { EvaluationState } from '../evaluate/evaluation-state.ts';

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

/** Exactly the values that match, where the operator says so. */
function valuesOf({ matchRange }: BoundOperator): ReadonlySet<unknown> | undefined {
  return matchRange !== undefined && 'values' in matchRange ? matchRange.values : undefined;
}
