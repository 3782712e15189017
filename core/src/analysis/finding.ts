/** What is not wrong, but hardly what somebody meant. */
export type FindingCode =
  | 'attribute-unknown'
  | 'condition-always'
  | 'condition-contradiction'
  | 'condition-never'
  | 'operand-unwise'
  | 'prerequisite-never-met'
  | 'rule-always'
  | 'rule-never'
  | 'rule-shadowed'
  | 'segment-empty'
  | 'step-unreachable';

/** One finding. Findings are certain; that there are none proves nothing. */
export interface Finding {
  readonly code: FindingCode;
  /** `flag/<key>` or `segment/<key>`. */
  readonly subject: string;
  /** Where in the served flag or segment, dotted: `setting.rules.1`. */
  readonly path: string;
  /** The path of what causes it, in the same subject: the rule that shadows, the condition that contradicts. */
  readonly by?: string;
  /** For people, with the next step. */
  readonly message: string;
}

/** Takes the findings of one flag or segment. */
export type Find = (finding: Omit<Finding, 'subject'>) => void;
