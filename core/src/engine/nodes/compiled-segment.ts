import type { Clock } from '../../time/clock.ts';
import type { RulesetSegment } from '../../model/ruleset.ts';
import { tryTargetingKey } from './attribute-path.ts';
import type { CompiledConditions } from './compiled-conditions.ts';
import type { Problem } from './problem.ts';
import type { EvaluationState } from '../evaluate/evaluation-state.ts';
import { changesBetween, earliest } from '../time/earliest.ts';

/** Why somebody is in a segment or not. */
export type MembershipOutcome = 'excluded' | 'included' | 'conditions' | 'none';

const noKeys: ReadonlySet<unknown> = new Set();

/** One segment, ready to be asked. */
export class CompiledSegment {
  readonly source: RulesetSegment;
  readonly conditionGroups: readonly CompiledConditions[];
  readonly problems: readonly Problem[];
  /** The segments it was bound to, by key; undefined for one that is missing. */
  readonly dependencies: ReadonlyMap<string, CompiledSegment | undefined>;
  readonly #run: EvaluationState;
  readonly #included: ReadonlySet<unknown>;
  readonly #excluded: ReadonlySet<unknown>;
  #evaluationId = 0;
  #contains = false;

  constructor(
    source: RulesetSegment,
    run: EvaluationState,
    made: Pick<CompiledSegment, 'conditionGroups' | 'problems' | 'dependencies'>,
  ) {
    this.source = source;
    this.conditionGroups = made.conditionGroups;
    this.problems = made.problems;
    this.dependencies = made.dependencies;
    this.#run = run;
    this.#included = source.included.length === 0 ? noKeys : new Set(source.included);
    this.#excluded = source.excluded.length === 0 ? noKeys : new Set(source.excluded);
  }

  get key(): string {
    return this.source.key;
  }

  /** Whether the subject of the evaluation under way is in it. Asked once per evaluation, however often it is used. */
  contains(): boolean {
    if (this.#evaluationId === this.#run.evaluationId) return this.#contains;
    const outcome = this.check();
    this.#contains = outcome === 'included' || outcome === 'conditions';
    this.#evaluationId = this.#run.evaluationId;
    return this.#contains;
  }

  /** Excluded wins over included, included over groups; any group suffices. What is given wins over all of it. */
  check(): MembershipOutcome {
    if (this.#run.given?.has(this.source.key) === true) return 'included';
    const listed = this.listed();
    if (listed !== undefined) return listed;
    for (let index = 0; index < this.conditionGroups.length; index++) {
      if (this.conditionGroups[index]?.match() === true) return 'conditions';
    }
    return 'none';
  }

  /** Whether the subject's targeting key is in one of its lists. */
  listed(): 'excluded' | 'included' | undefined {
    if (this.#excluded.size + this.#included.size === 0) return undefined;
    const unit = tryTargetingKey(this.#run.context);
    if (this.#excluded.has(unit)) return 'excluded';
    return this.#included.has(unit) ? 'included' : undefined;
  }

  nextChange(clock: Clock): number | undefined {
    let next: number | undefined;
    for (const group of this.conditionGroups) {
      for (const { bound } of group.listed) next = earliest(next, bound.nextChange(clock.now));
    }
    return next;
  }

  /** True if membership may differ between two clocks, apart from the segments that it depends on. */
  changesBetween(before: Clock, after: Clock): boolean {
    return this.conditionGroups.some(({ listed }) =>
      listed.some(({ bound }) => changesBetween(bound, before.now, after.now)),
    );
  }
}
