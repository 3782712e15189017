import type { Environment } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { etagOfPart, readDefinitions, requireEnvironment } from '../definitions/definitions.ts';
import { findPendingForPeople } from '../publishing/pending.ts';

/** An environment as lists show it. */
export interface EnvironmentView {
  readonly environment: Environment;
  readonly etag: string;
  /** The latest version of the environment's log. */
  readonly version: number;
  /** The number of definitions that are pending. */
  readonly pending: number;
  /** The ids of the relays that serve it, and of those that run and do not. */
  readonly servedBy: readonly string[];
  readonly notServedBy: readonly string[];
}

/** Lists the environments in their order. Relays are known as of the last 5 s. */
export function listEnvironments(hoist: AdminContext): EnvironmentView[] {
  return readDefinitions(hoist.definitions).environments.map((environment) => toView(hoist, environment));
}

/** Reads one environment; throws UseCaseError 404. */
export function readEnvironment(hoist: AdminContext, key: string): EnvironmentView {
  return toView(hoist, requireEnvironment(readDefinitions(hoist.definitions), key));
}

function toView(hoist: AdminContext, environment: Environment): EnvironmentView {
  const { key } = environment;
  const serves = ({ environments }: (typeof hoist.relays.latest)[number]) =>
    environments.some((one) => one.environment === key);
  const { latest: relays } = hoist.relays;
  return {
    environment,
    etag: etagOfPart(hoist.definitions, `environment/${key}`),
    version: hoist.published(key).state.version,
    pending: findPendingForPeople(hoist, key).length,
    servedBy: relays.filter(serves).map(({ id }) => id),
    notServedBy: relays.filter((relay) => !serves(relay)).map(({ id }) => id),
  };
}
