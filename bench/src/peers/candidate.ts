import type { BenchedFlag, Person } from '../workload.ts';

/** An evaluator, loaded with the workload's flags in its own format and called in its fastest way. */
export interface Candidate<Asked = unknown> {
  /** People in the evaluator's own format, made in advance. */
  readonly people: readonly Asked[];
  /** Evaluates a flag of the kind boolean, segment or rollout. */
  boolean(key: string, person: Asked): boolean | Promise<boolean>;
  /** Evaluates a multivariate flag. */
  text(key: string, person: Asked): string | Promise<string>;
}

/** Loads an evaluator. It opens no connection, and counts and reports nothing. */
export type OpenCandidate = (flags: readonly BenchedFlag[], people: readonly Person[]) => Promise<Candidate>;

/** Hides the evaluator's own type of a person, so that all candidates have one type. */
export function asCandidate<Asked>(candidate: Candidate<Asked>): Candidate {
  return candidate as unknown as Candidate;
}
