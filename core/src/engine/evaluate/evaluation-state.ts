import type { Clock } from '../../time/clock.ts';
import type { Context } from '../../model/context.ts';
import type { OperatorSubject } from '../../plugin/subject.ts';
import { RunOperatorSubject } from './evaluation-subject.ts';
import type { AskedBucket } from './evaluation-subject.ts';

const nobody: Context = Object.freeze({});
const never: Clock = Object.freeze({ now: 0, rolloutNow: 0 });

/**
 * The evaluation under way. All parts of a compiled ruleset read the context from the one they were compiled with, so that
 * nothing is allocated per evaluation. Evaluations nest (a getter in a context may evaluate): {@link within} restores.
 */
export class EvaluationState {
  context: Context = nobody;
  clock: Clock = never;
  /** The attribute that a strategy asked a bucket of and the subject lacks. */
  missingUnit: string | undefined = undefined;
  /** Tells one evaluation from another: what was decided under the same id need not be decided again. */
  evaluationId = 0;
  /** Whether many flags are asked at once, so that answers which several of them need are worth keeping. */
  memoize = false;
  /** Collects buckets while an evaluation is explained. */
  asked: AskedBucket[] | undefined = undefined;
  /** Keys of segments that the subject is in, whatever is known of it: a forecast takes them as given. */
  given: ReadonlySet<string> | undefined = undefined;
  /** For operators that refer to no segment: one for all of them. */
  readonly plainSubject: OperatorSubject = new RunOperatorSubject(this);
  #evaluationIds = 0;

  /** Calls `decide` with a context and a clock in place, and puts back what was there before. */
  within<T, A>(context: Context, clock: Clock, decide: (argument: A) => T, argument: A): T {
    if (this.context !== nobody) return this.#nest(context, clock, decide, argument);
    this.context = context;
    this.clock = clock;
    this.evaluationId = ++this.#evaluationIds;
    try {
      return decide(argument);
    } finally {
      this.context = nobody;
    }
  }

  /** Inside another evaluation there is more to put back. */
  #nest<T, A>(context: Context, clock: Clock, decide: (argument: A) => T, argument: A): T {
    const outerContext = this.context;
    const outerClock = this.clock;
    const outerStamp = this.evaluationId;
    const outerUnit = this.missingUnit;
    this.context = context;
    this.clock = clock;
    this.evaluationId = ++this.#evaluationIds;
    try {
      return decide(argument);
    } finally {
      this.context = outerContext;
      this.clock = outerClock;
      this.evaluationId = outerStamp;
      this.missingUnit = outerUnit;
    }
  }
}
