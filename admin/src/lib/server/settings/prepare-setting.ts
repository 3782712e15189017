import { scheduleSetting } from '@hoist/core';
import type { FlagDefinition, PublishedFlag, Setting } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { includeDependencies } from '../publishing/include-dependencies.ts';
import { preparePublished } from '../publishing/publish-change.ts';
import type { Prepared } from '../publishing/publish-change.ts';
import { findContradictedLatest } from './find-contradicted-latest.ts';
import { isTurnedOff } from './is-turned-off.ts';
import type { Place } from './read-place.ts';

/** The draft as it would be published now: with the steps of its rollouts. */
export function scheduleDraft({ now }: AdminContext, { setting, registry }: Place, draft: Setting): Setting {
  return scheduleSetting(draft, { previous: setting, now: now(), registry });
}

/** The draft published, and the faults that it would add, now or once what is pending is published as well. */
export function prepareSetting(context: AdminContext, place: Place, draft: Setting): Prepared {
  const prepared = prepareOnPublished(context, place, draft);
  if (isTurnedOff(place.setting, draft)) return prepared;
  const known = new Set(prepared.problems.map(({ message }) => message));
  const added = findContradictedLatest(context, place, draft);
  return {
    ...prepared,
    problems: [...prepared.problems, ...added.filter(({ message }) => !known.has(message))],
  };
}

function prepareOnPublished(context: AdminContext, place: Place, setting: Setting): Prepared {
  const { definition: latest, part } = place;
  const prepare = (definition: FlagDefinition | PublishedFlag) => {
    const change = {
      flags: new Map([[latest.key, { definition, setting }]]),
      segments: new Map(),
      bucketGroups: new Map(),
      regions: undefined,
      removed: [],
    };
    return preparePublished(place.published, includeDependencies(change, place), context);
  };
  if (!part?.setting || part.revision >= latest.revision) return prepare(latest);
  const kept = prepare(part);
  // What was right until now is right when off, whatever the latest definition makes of it.
  if (isTurnedOff(part.setting, setting)) return kept;
  // A protected environment gets the latest definition only with a review, or where the setting needs it.
  if (kept.problems.length === 0 && place.environment.protected) return kept;
  const renewed = prepare(latest);
  return renewed.problems.length > 0 && kept.problems.length === 0 ? kept : renewed;
}
