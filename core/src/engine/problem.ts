/** What can be wrong with a flag or a segment of a ruleset that is well-formed. */
export type ProblemCode =
  | 'attribute-missing'
  | 'flag-cycle'
  | 'flag-depth'
  | 'flag-missing'
  | 'need-missing'
  | 'operand-invalid'
  | 'operator-missing'
  | 'params-invalid'
  | 'segment-broken'
  | 'segment-cycle'
  | 'segment-depth'
  | 'segment-missing'
  | 'strategy-missing'
  | 'variant-missing';

/** One thing that keeps a flag or a segment from being evaluated. */
export interface Problem {
  readonly code: ProblemCode;
  /** `flag/<key>` or `segment/<key>`. */
  readonly subject: string;
  /** Where in the served flag or segment, dotted: `setting.rules.0.serve.params.ranges`. */
  readonly path: string;
  /** For people, with the next step. */
  readonly message: string;
  /** It lies in a rule that is switched off, and keeps nothing from being evaluated. */
  readonly dormant?: true;
}

/** Takes the problems of one flag or segment while it is compiled. */
export type Report = (problem: Omit<Problem, 'subject'>) => void;
