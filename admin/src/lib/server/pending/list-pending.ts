import { describeMembership } from '@hoist/core/words';
import type { AdminContext } from '../context.ts';
import { nameOfFlag, nameOfSegment, readDefinitions } from '../definitions/definitions.ts';
import { describeFlagChange } from '../flags/describe-flag-change.ts';
import { describeBucketGroupChange } from '../bucket-groups/describe-group.ts';
import { describeLeaving } from '../flags/describe-leaving.ts';
import { describeRegionsChange } from '../regions/describe-regions.ts';
import { flagsMovedByBucketGroup } from '../publishing/group-uses.ts';
import { flagsMovedByRegions } from '../publishing/region-uses.ts';
import { listSegmentUses } from '../publishing/segment-uses.ts';
import { readPublished } from '../publishing/published.ts';
import { preparePublished } from '../publishing/publish-change.ts';
import { findPendingForPeople, isLeaving, toPublishedChange } from '../publishing/pending.ts';
import type { PendingEntry, PendingState } from '../publishing/pending.ts';

/** A pending entry, described for a review. */
export interface PendingView extends PendingEntry {
  /** What changes, in words. */
  readonly differences: readonly string[];
  /** Names of the flags whose outcome it can change here. */
  readonly affects: readonly string[];
  /** Why it cannot be published as it is; empty where it can. */
  readonly problems: readonly string[];
}

/** Lists what is pending in an environment for a person to review, with what it would change. */
export function listPending(hoist: AdminContext, environment: string): PendingView[] {
  return describePending(hoist, environment, findPendingForPeople(hoist, environment));
}

/** What these entries would change. */
export function describePending(
  hoist: AdminContext,
  environment: string,
  entries: readonly PendingEntry[],
): PendingView[] {
  if (entries.length === 0) return [];
  const state = {
    definitions: readDefinitions(hoist.definitions),
    published: readPublished(hoist.published(environment)),
    registry: hoist.registry,
  };
  const problemsOf = (some: readonly PendingEntry[]) =>
    preparePublished(state.published, toPublishedChange(some, state), hoist).problems.map(
      ({ message }) => message,
    );
  // Each alone is a look at the whole environment: only where all of them together do not work.
  const areAllFine = problemsOf(entries).length === 0;
  return entries.map((entry) => ({
    ...entry,
    ...describeEntry(hoist, environment, entry, state),
    problems: areAllFine ? [] : problemsOf([entry]),
  }));
}

function describeEntry(
  hoist: AdminContext,
  environment: string,
  entry: PendingEntry,
  { definitions, published, registry }: PendingState,
): Pick<PendingView, 'differences' | 'affects'> {
  const nameFlags = (flags: readonly string[]) => flags.map((flag) => nameOfFlag(definitions, flag));
  const { kind, key } = entry;
  if (isLeaving(entry, definitions)) {
    const flag = kind === 'flag' ? published.flags.get(key) : undefined;
    return { differences: describeLeaving(hoist, environment, flag), affects: flag ? [entry.name] : [] };
  }
  if (kind === 'regions') {
    return {
      differences: describeRegionsChange(published.regions, definitions.regions),
      affects: nameFlags(flagsMovedByRegions(published, definitions.regions, registry)),
    };
  }
  const [group, nextGroup] = [published.bucketGroups.get(key), definitions.bucketGroups.get(key)];
  if (kind === 'bucket-group' && group && nextGroup) {
    return {
      differences: describeBucketGroupChange(group, nextGroup, definitions),
      affects: nameFlags(flagsMovedByBucketGroup(published, nextGroup)),
    };
  }
  const [current, latest] = [published.segments.get(key), definitions.segments.get(key)];
  if (kind === 'segment' && current && latest) {
    const names = (what: 'segment' | 'variant', name: string) =>
      what === 'segment' ? nameOfSegment(definitions, name) : name;
    const before = describeMembership({ membership: current, names, registry });
    const after = describeMembership({ membership: latest, names, registry });
    const uses = listSegmentUses(hoist, key).filter((use) => use.environment.key === environment);
    return {
      differences: before === after ? [`Its IDs changed: ${after}`] : [`Now: ${before}`, `After: ${after}`],
      affects: uses.map(({ name }) => name),
    };
  }
  const [publishedFlag, flag] = [published.flags.get(key), definitions.flags.get(key)];
  return {
    differences: flag && publishedFlag ? describeFlagChange(hoist, flag, publishedFlag) : [],
    affects: [entry.name],
  };
}
