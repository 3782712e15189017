import { flagDefinitionSchema } from '@hoist/core';
import type { FlagDefinition, Json } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import type { Person } from '../access/person.ts';
import { readDefinitions, requireFlag } from '../definitions/definitions.ts';
import { UseCaseError } from '../errors/use-case-error.ts';
import { changeFlag } from '../flags/flags.ts';
import type { FlagView } from '../flags/flag-views.ts';
import { listDifferences } from './list-differences.ts';
import type { FieldDifference } from './list-differences.ts';
import { readChange } from './read-change.ts';
import type { PastChange } from './read-part-change.ts';

interface RestoreFlag {
  readonly key: string;
  /** The version of the log of definitions. */
  readonly version: number;
  /** The etag of the definition that is there now. */
  readonly ifMatch: string;
  readonly idempotencyKey?: string | undefined;
}

/** Gives a flag an earlier definition again, as a new version, by the rules of any change. Throws UseCaseError 404 or 422. */
export async function restoreFlag(
  hoist: AdminContext,
  person: Person,
  { key, version, ...based }: RestoreFlag,
): Promise<FlagView> {
  const change = await readChange(hoist, { flag: key, environment: undefined, version });
  const patch = readWritten(change);
  if (!patch) {
    const detail = `'${key}' had no definition after version ${version}. Choose another version.`;
    throw new UseCaseError('version-not-found', detail);
  }
  const said = { kind: 'restored', verb: `restored change ${version} of` } as const;
  return changeFlag(hoist, person, { key, patch: patch as unknown as Record<string, Json>, ...based }, said);
}

/** What restoring a definition would change, field by field. */
export function listFlagRestore(hoist: AdminContext, key: string, change: PastChange): FieldDifference[] {
  const now = toWritten(requireFlag(readDefinitions(hoist.definitions), key));
  return listDifferences(now as unknown as Json, readWritten(change) as unknown as Json);
}

type Written = Omit<FlagDefinition, 'key' | 'type' | 'revision' | 'createdAt' | 'archivedAt'>;

function readWritten({ after }: PastChange): Written | undefined {
  return after === undefined ? undefined : toWritten(flagDefinitionSchema.parse(after));
}

/** What people write of a definition. */
function toWritten({
  key: _,
  type: __,
  revision: ___,
  createdAt: ____,
  archivedAt: _____,
  ...written
}: FlagDefinition): Written {
  return written;
}
