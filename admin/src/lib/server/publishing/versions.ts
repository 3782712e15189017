import type { VersionRecord } from '@hoist/core';
import type { Hoist } from '../open-context.ts';
import { readDefinitions, requireEnvironment } from '../definitions/definitions.ts';

/** Versions of what one environment serves, after a version, ascending, at most 100. */
export async function listVersions(
  hoist: Hoist,
  environment: string,
  after: number,
): Promise<VersionRecord[]> {
  requireEnvironment(readDefinitions(hoist.definitions), environment);
  return hoist.store.read(`environment/${environment}`, after, 100);
}
