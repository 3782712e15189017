import { idLists, segmentDefinitionSchema } from '@hoist/core';
import type { IdList, Json, SegmentDefinition } from '@hoist/core';
import { requireRole } from '../access/person.ts';
import type { Person } from '../access/person.ts';
import type { AdminContext } from '../context.ts';
import { readDefinitions, requireSegment } from '../definitions/definitions.ts';
import { UseCaseError } from '../errors/use-case-error.ts';
import { changeSegment } from '../segments/segments.ts';
import type { SegmentView } from '../segments/segments.ts';
import { listDifferences } from './list-differences.ts';
import type { FieldDifference } from './list-differences.ts';
import { readPartChange } from './read-part-change.ts';
import type { PastChange } from './read-part-change.ts';

interface RestoreSegment {
  readonly key: string;
  /** The version of the log of definitions. */
  readonly version: number;
  /** The etag of the definition that is there now. */
  readonly ifMatch: string;
  readonly idempotencyKey?: string | undefined;
}

/** What giving a segment an earlier definition again would change. */
export interface SegmentRestoreOffer {
  readonly fields: readonly FieldDifference[];
  /** Lists that are long, now or then: they stay as they are. */
  readonly longLists: readonly IdList[];
}

/**
 * Gives a segment an earlier definition again, as a new version, by the rules of any change. A long list stays as it is: its
 * IDs of that time are not kept. Throws UseCaseError 404, 409 or 422.
 */
export async function restoreSegment(
  hoist: AdminContext,
  person: Person,
  { key, version, ...based }: RestoreSegment,
): Promise<SegmentView> {
  requireRole(person, 'editor', 'restore a segment');
  const now = requireSegment(readDefinitions(hoist.definitions), key);
  const change = await readPartChange(hoist, { partKey: `segment/${key}`, environment: undefined, version });
  const past = readDefinition(change);
  if (!past) {
    const detail = `'${key}' had no definition after version ${version}. Choose another version.`;
    throw new UseCaseError('version-not-found', detail);
  }
  const patch = toWritten(past, listLong(now, past)) as unknown as Record<string, Json>;
  const said = { kind: 'restored', verb: `restored change ${version} of` } as const;
  return changeSegment(hoist, person, { key, patch, ...based }, said);
}

/** What restoring a change would bring; undefined for one after which there was no segment, and for an archived one now. */
export function offerSegmentRestore(
  hoist: AdminContext,
  key: string,
  change: PastChange,
): SegmentRestoreOffer | undefined {
  const now = requireSegment(readDefinitions(hoist.definitions), key);
  const past = readDefinition(change);
  if (!past || now.archivedAt !== null) return undefined;
  const longLists = listLong(now, past);
  const [is, was] = [now, past].map((segment) => toWritten(segment, longLists) as unknown as Json);
  return { fields: listDifferences(is, was), longLists };
}

function readDefinition({ after }: PastChange): SegmentDefinition | undefined {
  return after === undefined ? undefined : segmentDefinitionSchema.parse(after);
}

function listLong(...definitions: readonly SegmentDefinition[]): IdList[] {
  return idLists.filter((list) => definitions.some(({ longLists }) => longLists?.[list]));
}

/** What people write of a definition, without lists that are long. */
function toWritten(segment: SegmentDefinition, longLists: readonly IdList[]): Partial<SegmentDefinition> {
  const { name, description, internal, conditionGroups } = segment;
  const lists = idLists.filter((list) => !longLists.includes(list)).map((list) => [list, segment[list]]);
  return { name, description, internal, conditionGroups, ...Object.fromEntries(lists) };
}
