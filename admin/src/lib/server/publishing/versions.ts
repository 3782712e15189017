import type { VersionRecord } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { readDefinitions, requireEnvironment } from '../definitions/definitions.ts';

/** So many versions of what one environment serves, after a version, ascending, and whether there are later ones. */
export async function listVersions(
  hoist: AdminContext,
  environment: string,
  { after, limit }: { readonly after: number; readonly limit: number },
): Promise<{ readonly versions: VersionRecord[]; readonly hasMore: boolean }> {
  requireEnvironment(readDefinitions(hoist.definitions), environment);
  const read = await hoist.store.read(`environment/${environment}`, after, limit + 1);
  return { versions: read.slice(0, limit), hasMore: read.length > limit };
}
