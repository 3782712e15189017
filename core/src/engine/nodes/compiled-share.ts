import type { Resolution } from '../evaluate/resolution.ts';
import type { CompiledBucketGroup } from './compiled-bucket-group.ts';
import { missingUnit } from './compiled-serve.ts';
import { RunStrategySubject } from '../evaluate/evaluation-subject.ts';
import type { EvaluationState } from '../evaluate/evaluation-state.ts';
import type { FlagOutcomes } from '../evaluate/flag-outcomes.ts';

/** Whether a subject is in a flag's share of a bucket group; `unknown` without the unit that shares are drawn by. */
export type ShareOutcome = 'inside' | 'outside' | 'unknown';

/** The purpose of the draw that divides a bucket group into shares, apart from the one that each share's percentages are drawn by. */
const purpose = 'group';

/** A flag's share of a bucket group, which no other flag has. */
export class CompiledShare {
  readonly bucketGroup: string;
  readonly #subject: RunStrategySubject;
  readonly #ranges: readonly { readonly from: number; readonly to: number }[];
  readonly #by: string | undefined;
  readonly #withheld: Resolution;
  readonly #undecided: Resolution;

  constructor(
    { source }: CompiledBucketGroup,
    ranges: readonly { readonly from: number; readonly to: number }[],
    off: string | null,
    { run, outcomes }: { readonly run: EvaluationState; readonly outcomes: FlagOutcomes },
  ) {
    this.bucketGroup = source.key;
    this.#subject = new RunStrategySubject(run, source.salt);
    this.#ranges = ranges;
    this.#by = source.by;
    this.#withheld = outcomes.served(off ?? undefined, 'SPLIT');
    this.#undecided = missingUnit(outcomes, source.by);
  }

  /** Where the subject of the evaluation under way is. */
  check(): ShareOutcome {
    const bucket = this.#subject.bucket(purpose, this.#by);
    if (bucket === undefined) return 'unknown';
    for (let index = 0; index < this.#ranges.length; index++) {
      const range = this.#ranges[index];
      if (range !== undefined && bucket >= range.from && bucket < range.to) return 'inside';
    }
    return 'outside';
  }

  /** What those outside get; undefined for those inside. */
  decide(): Resolution | undefined {
    const outcome = this.check();
    if (outcome === 'inside') return undefined;
    return outcome === 'outside' ? this.#withheld : this.#undecided;
  }
}
