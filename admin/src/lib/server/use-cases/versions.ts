import type { VersionRecord } from '@hoist/core';
import type { Hoist } from '../hoist.ts';
import { readDefinitions, requireEnvironment } from './definitions.ts';

/** Versions of what one environment serves, after a version, ascending, at most 100. */
export async function listVersions(
  hoist: Hoist,
  environment: string,
  after: number,
): Promise<VersionRecord[]> {
  requireEnvironment(readDefinitions(hoist.definitions), environment);
  return hoist.store.read(`environment/${environment}`, after, 100);
}
