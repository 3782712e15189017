import type { Json } from '@hoist/core';
import type { Committed } from '../log/commit.ts';

/** What `build` checks: nothing; that nobody has set the part yet; that no two parts name each other. */
export interface Race {
  readonly log: string;
  readonly rule: 'none' | 'still-missing' | 'no-circle';
}

export interface Task {
  readonly idempotencyKey: string;
  readonly partKey: string;
  readonly value: Json;
}

export interface Finished {
  readonly idempotencyKey: string;
  readonly outcome: Committed<string>['outcome'];
  readonly version: number | undefined;
}
