import type { Environment } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { readDefinitions } from '../definitions/definitions.ts';
import { findPendingForPeople } from '../publishing/pending.ts';

/** An environment as lists show it. */
export interface EnvironmentView {
  readonly environment: Environment;
  /** The latest version of the environment's log. */
  readonly version: number;
  /** The number of definitions that are pending. */
  readonly pending: number;
}

/** Lists the environments in their order. */
export function listEnvironments(hoist: AdminContext): EnvironmentView[] {
  return readDefinitions(hoist.definitions).environments.map((environment) => ({
    environment,
    version: hoist.published(environment.key).state.version,
    pending: findPendingForPeople(hoist, environment.key).length,
  }));
}
