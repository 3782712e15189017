import type { Condition } from '../../model/condition.ts';
import type { Reason, Resolution } from '../evaluate/resolution.ts';
import type { RegionOutcome } from '../../model/regions/region-set.ts';
import type { ShareOutcome } from '../nodes/compiled-share.ts';
import type { ConditionOutcome } from '../nodes/compiled-condition.ts';
import type { MembershipOutcome } from '../nodes/compiled-segment.ts';
import type { AskedBucket } from '../evaluate/evaluation-subject.ts';

/** What became of a step: it let the evaluation go on, it decided, or an earlier one had decided. */
export type StepOutcome = 'passed' | 'decided' | 'not reached';

/** One condition, and what it said of the context. */
export interface ExplainedCondition {
  readonly condition: Condition;
  /** `failed`: its plugin threw. */
  readonly outcome: ConditionOutcome | 'failed';
}

/** Whether somebody is in a segment, and why: the outcome of every condition of every group. */
export interface ExplainedSegment {
  readonly segment: string;
  readonly contains: boolean;
  readonly why: MembershipOutcome;
  readonly conditionGroups: readonly (readonly ExplainedCondition[])[];
}

/** What was handed out, and the buckets that were asked for it. */
export interface ExplainedServe {
  readonly strategy: string;
  readonly variant: string | undefined;
  readonly buckets: readonly AskedBucket[];
}

/** One step of an evaluation: what it asked, what it found, and whether it decided. */
export type ExplainedStep =
  | { readonly step: 'not set up'; readonly outcome: StepOutcome }
  | { readonly step: 'enabled'; readonly outcome: StepOutcome }
  /** The flag cannot be evaluated here; `problems` say why, for people who may see its rules. */
  | { readonly step: 'readable'; readonly outcome: StepOutcome; readonly problems: readonly string[] }
  | {
      readonly step: 'prerequisite';
      readonly outcome: StepOutcome;
      readonly flag: string;
      readonly wanted: readonly string[];
      readonly served: string | undefined;
      readonly reason: Reason;
    }
  | {
      readonly step: 'available in';
      readonly outcome: StepOutcome;
      readonly region: RegionOutcome;
      readonly available: boolean;
    }
  | {
      readonly step: 'never for';
      readonly outcome: StepOutcome;
      readonly segments: readonly ExplainedSegment[];
    }
  | {
      readonly step: 'bucket-group';
      readonly outcome: StepOutcome;
      readonly bucketGroup: string;
      /** Whether the person is in the flag's share of it. */
      readonly share: ShareOutcome;
      readonly buckets: readonly AskedBucket[];
    }
  | {
      readonly step: 'rule';
      readonly outcome: StepOutcome;
      readonly rule: string;
      readonly name: string;
      readonly matches: boolean;
      /** Any of these suffices; none: everybody. */
      readonly segments: readonly ExplainedSegment[];
      /** All of these must match. */
      readonly conditions: readonly ExplainedCondition[];
      readonly serve: ExplainedServe | undefined;
    }
  | {
      readonly step: 'everyone else';
      readonly outcome: StepOutcome;
      readonly serve: ExplainedServe | undefined;
    };

/** A resolution with everything that led to it. Steps come in the order they are asked; switched off rules are left out. */
export interface Explanation {
  readonly resolution: Resolution;
  readonly steps: readonly ExplainedStep[];
}
