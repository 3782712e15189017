import type { VersionRecord } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { readDefinitions, requireEnvironment } from '../definitions/definitions.ts';

/** Versions of what one environment serves, after a version, ascending, at most 100. */
export async function listVersions(
  hoist: AdminContext,
  environment: string,
  after: number,
): Promise<VersionRecord[]> {
  requireEnvironment(readDefinitions(hoist.definitions), environment);
  return hoist.store.read(`environment/${environment}`, after, 100);
}
