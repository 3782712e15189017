import type { Json } from '@hoist/core';
import type { Committed } from '../log/commit.ts';

/**
 * A log and the rule that `build` enforces on it. `none`: no rule. `still-missing`: the part must not exist yet.
 * `no-circle`: no two parts may name each other.
 */
export interface Race {
  readonly log: string;
  readonly rule: 'none' | 'still-missing' | 'no-circle';
}

/** A part that a process commits in a race. */
export interface Task {
  readonly idempotencyKey: string;
  readonly partKey: string;
  readonly value: Json;
}

/** The outcome of a task; `version` is undefined if nothing was committed. */
export interface Finished {
  readonly idempotencyKey: string;
  readonly outcome: Committed<string>['outcome'];
  readonly version: number | undefined;
}
