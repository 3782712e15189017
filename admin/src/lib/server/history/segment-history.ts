import type { AdminContext } from '../context.ts';
import { readDefinitions, requireEnvironment, requireSegment } from '../definitions/definitions.ts';
import { describeDifference } from './describe-difference.ts';
import type { Difference } from './describe-difference.ts';
import { toFlagChange } from './flag-history.ts';
import type { FlagChange } from './flag-history.ts';
import { readHistory } from './read-history.ts';
import { readPartChange } from './read-part-change.ts';
import { offerSegmentRestore } from './restore-segment.ts';
import type { SegmentRestoreOffer } from './restore-segment.ts';

/** One change of a segment with all that it changed. */
export interface SegmentChangeDetail extends Difference {
  readonly change: FlagChange;
  /** Whether it is what the log has now. */
  readonly isCurrent: boolean;
  /** What restoring it would bring; undefined for what an environment served, and where it was deleted. */
  readonly restore: SegmentRestoreOffer | undefined;
}

/** One page of what was changed of a segment, and of when environments took which revision, newest first. Throws UseCaseError 404 or 422. */
export async function listSegmentHistory(
  hoist: AdminContext,
  {
    segment,
    after,
    limit,
  }: { readonly segment: string; readonly after?: string | undefined; readonly limit: number },
): Promise<{ readonly changes: readonly FlagChange[]; readonly next: string | null }> {
  const definitions = readDefinitions(hoist.definitions);
  requireSegment(definitions, segment);
  const { entries, next } = await readHistory(hoist, {
    list: `history of the segment ${segment}`,
    marks: [`segment/${segment}`],
    logs: [
      { reader: hoist.definitions, environment: undefined },
      ...definitions.environments.map(({ key }) => ({ reader: hoist.published(key), environment: key })),
    ],
    after,
    limit,
  });
  return { changes: entries.map(toFlagChange), next };
}

/** Reads one change of a segment, and what it changed. Throws UseCaseError 404. */
export async function describeSegmentChange(
  hoist: AdminContext,
  {
    segment,
    environment,
    version,
  }: { readonly segment: string; readonly environment: string | undefined; readonly version: number },
): Promise<SegmentChangeDetail> {
  const definitions = readDefinitions(hoist.definitions);
  requireSegment(definitions, segment);
  if (environment !== undefined) requireEnvironment(definitions, environment);
  const partKey = `segment/${segment}`;
  const change = await readPartChange(hoist, { partKey, environment, version });
  return {
    change: toFlagChange(change),
    ...describeDifference(hoist, { ...change, partKey }),
    isCurrent: change.replacedAt === undefined,
    restore: environment === undefined ? offerSegmentRestore(hoist, segment, change) : undefined,
  };
}
