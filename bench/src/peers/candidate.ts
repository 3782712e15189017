import type { BenchedFlag, Person } from '../workload.ts';

/** What is measured: an evaluator, loaded with the workload's flags in its own format, asked its fastest way. */
export interface Candidate<Asked = unknown> {
  /** People in the evaluator's own form, made beforehand. */
  readonly people: readonly Asked[];
  /** True or false; the flags of the kinds boolean, segment and rollout. */
  boolean(key: string, person: Asked): boolean | Promise<boolean>;
  /** The text that a multivariate flag serves. */
  text(key: string, person: Asked): string | Promise<string>;
}

/** Loads an evaluator. No connection is opened, and nothing is counted or reported by it. */
export type OpenCandidate = (flags: readonly BenchedFlag[], people: readonly Person[]) => Promise<Candidate>;

/** Keeps what a person is to one evaluator out of the sight of all others. */
export function asCandidate<Asked>(candidate: Candidate<Asked>): Candidate {
  return candidate as unknown as Candidate;
}
