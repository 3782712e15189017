import { canonicalize } from '@hoist/core';
import type { BucketGroup, Environment } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { nameOfFlag, readDefinitions } from '../definitions/definitions.ts';
import { readPublished } from './published.ts';
import type { Published } from './published.ts';

/** A flag that is drawn in a group in one environment. */
export interface BucketGroupUse {
  readonly environment: Environment;
  readonly flag: string;
  readonly name: string;
}

/** Where a group decides something now. */
export function listBucketGroupUses(hoist: AdminContext, key: string): BucketGroupUse[] {
  const definitions = readDefinitions(hoist.definitions);
  return definitions.environments.flatMap((environment) =>
    flagsIn(readPublished(hoist.published(environment.key)), key).map((flag) => ({
      environment,
      flag,
      name: nameOfFlag(definitions, flag),
    })),
  );
}

/** The flags of an environment that a group's next revision draws in another way. */
export function flagsMovedByBucketGroup(published: Published, next: BucketGroup): string[] {
  const current = published.bucketGroups.get(next.key);
  return flagsIn(published, next.key).filter(
    (flag) => !current || drawOf(current, flag) !== drawOf(next, flag),
  );
}

function flagsIn(published: Published, key: string): string[] {
  return [...published.flags.values()]
    .filter(({ setting }) => setting?.bucketGroup === key)
    .map((flag) => flag.key);
}

/** All of a group that a flag can notice. */
function drawOf({ salt, by, shares }: BucketGroup, flag: string): string {
  if (!shares) return salt;
  const own = shares.filter((share) => share.flag === flag).map(({ from, to }) => [from, to]);
  return canonicalize([salt, by ?? '', own.sort(([one = 0], [other = 0]) => one - other)]);
}
