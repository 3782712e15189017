import type { Problem, Setting } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { isContradiction } from '../publishing/contradicted-definitions.ts';
import { includeDependencies } from '../publishing/include-dependencies.ts';
import { findPending, toPublishedChange } from '../publishing/pending.ts';
import type { PendingEntry } from '../publishing/pending.ts';
import { preparePublished } from '../publishing/publish-change.ts';
import type { Place } from './read-place.ts';
import { referencesOfSetting } from '../definitions/setting-references.ts';

/**
 * Finds what a draft newly names that the latest definitions no longer have, although the environment still publishes it: of
 * the flag itself, its prerequisites, segments, group and regions. Such a setting would keep what is pending from ever being
 * published. What the setting named before is no fault of the draft.
 */
export function findContradictedLatest(
  hoist: AdminContext,
  place: Place,
  draft: Setting,
): readonly Problem[] {
  const { definition, setting: before, definitions, published } = place;
  const flag = definition.key;
  const entries = findPending(definitions, published).filter(namedBy(hoist, flag, draft));
  if (entries.length === 0) return [];
  const change = toPublishedChange(entries, place);
  const find = (setting: Setting | null) => {
    const flags = new Map([...change.flags, [flag, { definition, setting }] as const]);
    const { problems } = preparePublished(published, includeDependencies({ ...change, flags }, place), hoist);
    return problems.filter(isContradiction);
  };
  const added = find(draft);
  if (added.length === 0) return added;
  const known = new Set(find(before && { ...before, enabled: draft.enabled }).map(identify));
  return added.filter((problem) => !known.has(identify(problem)));
}

/** Whether a pending definition is the flag's own or one that its draft names. */
function namedBy(
  { registry }: AdminContext,
  flag: string,
  draft: Setting,
): (entry: Pick<PendingEntry, 'kind' | 'key'>) => boolean {
  const { segments, regions } = referencesOfSetting(draft, registry);
  const flags = new Set([flag, ...draft.prerequisites.map((prerequisite) => prerequisite.flag)]);
  return ({ kind, key }) => {
    if (kind === 'flag') return flags.has(key);
    if (kind === 'segment') return segments.has(key);
    return kind === 'bucket-group' ? draft.bucketGroup === key : regions.size > 0;
  };
}

/** Where it stands may have moved with the draft. */
function identify({ subject, message }: Problem): string {
  return `${subject} ${message}`;
}
