import type { Environment } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { readDefinitions } from '../definitions/definitions.ts';
import { findWaitingForPeople } from '../publishing/pending.ts';

export interface EnvironmentView {
  readonly environment: Environment;
  /** The newest version published. */
  readonly version: number;
  /** How many definitions wait for a review. */
  readonly waiting: number;
}

/** Environments in their order. */
export function listEnvironments(hoist: AdminContext): EnvironmentView[] {
  return readDefinitions(hoist.definitions).environments.map((environment) => ({
    environment,
    version: hoist.served(environment.key).state.version,
    waiting: findWaitingForPeople(hoist, environment.key).length,
  }));
}
