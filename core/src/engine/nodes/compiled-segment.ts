import type { Clock } from '../../time/clock.ts';
import type { RulesetIdChunk, RulesetSegment } from '../../model/ruleset.ts';
import { readChunkKey } from '../../model/id-chunk.ts';
import type { IdList } from '../../model/segment.ts';
import { toIdSet } from './id-set.ts';
import type { IdSet } from './id-set.ts';
import { tryTargetingKey } from './attribute-path.ts';
import type { CompiledConditions } from './compiled-conditions.ts';
import type { Problem } from './problem.ts';
import type { EvaluationState } from '../evaluate/evaluation-state.ts';
import { changesBetween, earliest } from '../time/earliest.ts';

/** Why somebody is in a segment or not. */
export type MembershipOutcome = 'excluded' | 'included' | 'conditions' | 'none';

/** One segment, ready to be asked. */
export class CompiledSegment {
  readonly source: RulesetSegment;
  /** The parts of its long lists, in the order of their keys. */
  readonly idChunks: readonly RulesetIdChunk[];
  readonly conditionGroups: readonly CompiledConditions[];
  readonly problems: readonly Problem[];
  /** The segments it was bound to, by key; undefined for one that is missing. */
  readonly dependencies: ReadonlyMap<string, CompiledSegment | undefined>;
  readonly #run: EvaluationState;
  readonly #included: IdSet;
  readonly #excluded: IdSet;
  readonly #lists: boolean;
  #evaluationId = 0;
  #contains = false;

  constructor(
    source: RulesetSegment,
    run: EvaluationState,
    made: Pick<CompiledSegment, 'idChunks' | 'conditionGroups' | 'problems' | 'dependencies'>,
  ) {
    this.source = source;
    this.idChunks = made.idChunks;
    this.conditionGroups = made.conditionGroups;
    this.problems = made.problems;
    this.dependencies = made.dependencies;
    this.#run = run;
    this.#included = toIdSet(source.included, chunksOf('included', made.idChunks));
    this.#excluded = toIdSet(source.excluded, chunksOf('excluded', made.idChunks));
    this.#lists = this.#included.size + this.#excluded.size > 0;
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
    if (!this.#lists) return undefined;
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

function chunksOf(list: IdList, chunks: readonly RulesetIdChunk[]): readonly RulesetIdChunk[] {
  return chunks.filter(({ key }) => readChunkKey(key).list === list);
}
