import { describeMembership } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { nameOfFlag, nameOfSegment, readDefinitions } from '../definitions/definitions.ts';
import { describeFlagChange } from '../flags/describe-flag-change.ts';
import { describeGroupChange } from '../bucket-groups/describe-group.ts';
import { describeLeaving } from '../flags/describe-leaving.ts';
import { describeRegionsChange } from '../regions/describe-regions.ts';
import { flagsMovedByGroup } from '../bucket-groups/group-uses.ts';
import { flagsMovedByRegions } from '../regions/region-uses.ts';
import { listSegmentUses } from '../segments/segment-uses.ts';
import { readServed } from './published.ts';
import { prepareServed } from './publish-change.ts';
import { findWaitingForPeople, isLeaving, toServedChange } from './pending.ts';
import type { WaitingEntry, WaitingState } from './pending.ts';

/** An entry as somebody reviews it. */
export interface WaitingView extends WaitingEntry {
  /** What changes, in words. */
  readonly differences: readonly string[];
  /** Names of the flags whose outcome it can change here. */
  readonly affects: readonly string[];
  /** Why it cannot be published as it is; empty where it can. */
  readonly problems: readonly string[];
}

/** What waits in an environment for a person, with what it would change. */
export function listWaiting(hoist: AdminContext, environment: string): WaitingView[] {
  const entries = findWaitingForPeople(hoist, environment);
  if (entries.length === 0) return [];
  const state = {
    definitions: readDefinitions(hoist.definitions),
    served: readServed(hoist.served(environment)),
    registry: hoist.registry,
  };
  const problemsOf = (some: readonly WaitingEntry[]) =>
    prepareServed(state.served, toServedChange(some, state), hoist).problems.map(({ message }) => message);
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
  entry: WaitingEntry,
  { definitions, served, registry }: WaitingState,
): Pick<WaitingView, 'differences' | 'affects'> {
  const nameFlags = (flags: readonly string[]) => flags.map((flag) => nameOfFlag(definitions, flag));
  const { kind, key } = entry;
  if (isLeaving(entry, definitions)) {
    const flag = kind === 'flag' ? served.flags.get(key) : undefined;
    return { differences: describeLeaving(hoist, environment, flag), affects: flag ? [entry.name] : [] };
  }
  if (kind === 'regions') {
    return {
      differences: describeRegionsChange(served.regions, definitions.regions),
      affects: nameFlags(flagsMovedByRegions(served, definitions.regions, registry)),
    };
  }
  const [group, nextGroup] = [served.groups.get(key), definitions.groups.get(key)];
  if (kind === 'group' && group && nextGroup) {
    return {
      differences: describeGroupChange(group, nextGroup, definitions),
      affects: nameFlags(flagsMovedByGroup(served, nextGroup)),
    };
  }
  const [held, newest] = [served.segments.get(key), definitions.segments.get(key)];
  if (kind === 'segment' && held && newest) {
    const names = (what: 'segment' | 'variant', name: string) =>
      what === 'segment' ? nameOfSegment(definitions, name) : name;
    const before = describeMembership({ membership: held, names, registry });
    const after = describeMembership({ membership: newest, names, registry });
    const uses = listSegmentUses(hoist, key).filter((use) => use.environment.key === environment);
    return {
      differences: before === after ? [`Its IDs changed: ${after}`] : [`Now: ${before}`, `After: ${after}`],
      affects: uses.map(({ name }) => name),
    };
  }
  const [servedFlag, flag] = [served.flags.get(key), definitions.flags.get(key)];
  return {
    differences: flag && servedFlag ? describeFlagChange(hoist, flag, servedFlag) : [],
    affects: [entry.name],
  };
}
