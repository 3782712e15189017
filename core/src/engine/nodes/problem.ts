/** What can be wrong with a flag, a segment, a group or the regions of a ruleset that is well-formed. */
export type ProblemCode =
  | 'attribute-missing'
  | 'flag-cycle'
  | 'flag-depth'
  | 'flag-missing'
  | 'ids-incomplete'
  | 'bucket-group-broken'
  | 'bucket-group-share'
  | 'bucket-group-missing'
  | 'need-missing'
  | 'operand-invalid'
  | 'operator-missing'
  | 'over-budget'
  | 'params-invalid'
  | 'region-unknown'
  | 'segment-broken'
  | 'segment-cycle'
  | 'segment-depth'
  | 'segment-missing'
  | 'strategy-missing'
  | 'variant-missing';

/** One thing that keeps a flag or a segment from being evaluated as it is meant. */
export interface Problem {
  readonly code: ProblemCode;
  /** `flag/<key>`, `segment/<key>`, `bucket-group/<key>` or `regions`. */
  readonly subject: string;
  /** Where in the served flag or segment: `['setting', 'rules', 0, 'serve', 'params', 'weights', 'checkout.v2']`. */
  readonly steps: Path;
  /** The same for people, dotted: `setting.rules.0.serve.params.weights.checkout.v2`. */
  readonly path: string;
  /** For people, with the next step. */
  readonly message: string;
  /** It fails no evaluation: it lies in a disabled rule, or it is an unknown region. */
  readonly inactive?: true;
}

/** Fields and places in lists that lead to a value. */
export type Path = readonly (string | number)[];

/** A problem without the flag, segment or group that has it. */
export type FoundProblem = Omit<Problem, 'subject' | 'path'>;

/** Takes the problems of one flag or segment while it is compiled. */
export type Report = (problem: FoundProblem) => void;

/** The problem of a subject. */
export function toProblem(subject: string, { steps, ...found }: FoundProblem): Problem {
  return { ...found, subject, steps, path: steps.join('.') };
}
