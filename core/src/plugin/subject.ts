/** Who or what a plugin decides about: the context of the evaluation under way. Valid only during the call. */
export interface Subject {
  /** The attribute of that name or dotted path, undefined when it is absent. */
  attribute(path: string): unknown;
  /** The instant that it decides for, ms since epoch: what depends on time depends on nothing else. */
  readonly now: number;
}

/** What an operator may ask. Its `now` is the time of the host. */
export interface OperatorSubject extends Subject {
  /** Whether the subject is in a segment that the operator named in `references`; false for any other. */
  inSegment(key: string): boolean;
  /**
   * Whether a value is a code of one of the regions that the operator named in `references`; undefined when it is no region,
   * or one too coarse to decide.
   */
  inRegions(value: unknown): boolean | undefined;
}

/**
 * What a strategy may ask. It never hashes anything itself, so that all strategies agree. Its `now` is the time that rollouts
 * grow by, which stands still while the host is out of contact for too long.
 */
export interface StrategySubject extends Subject {
  /**
   * The subject's bucket, 0 to 99,999, stable for ever for the same salt, purpose and unit. The unit is the targeting key,
   * or the attribute `by` (a text or a number). Undefined when it has none.
   */
  bucket(purpose: string, by?: string): number | undefined;
  /** Whether the subject is in a segment that the strategy named in `references`; false for any other. */
  inSegment(key: string): boolean;
  /** Whether the subject is in a region that the strategy named in `references`; false for any other, and where unknown. */
  inRegion(region: string): boolean;
}
