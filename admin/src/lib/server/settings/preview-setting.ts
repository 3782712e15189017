import { describeSetting, describeSettingChange } from '@hoist/core/words';
import type { FlagDefinition, PublishedFlag, Setting } from '@hoist/core';
import type { Sentence } from '@hoist/core/words';
import type { AdminContext } from '../context.ts';
import { listIncluded, listOutdated } from '../publishing/settings-around.ts';
import type { Prepared } from '../publishing/publish-change.ts';
import { completeSetting } from './complete-setting.ts';
import { prepareSetting, scheduleDraft } from './prepare-setting.ts';
import { readPlace } from './read-place.ts';
import type { Place, PlaceName } from './read-place.ts';
import { listRollouts } from './rollouts.ts';
import type { Rollout } from './rollouts.ts';
import { wordingOf } from './wording-of.ts';

/** What a draft would do, before anybody saves it. */
export interface Preview {
  readonly before: Sentence;
  readonly after: Sentence;
  readonly differences: readonly string[];
  readonly problems: readonly string[];
  /** Definitions that this environment lacks and would be taken along, by name. */
  readonly included: readonly string[];
  /** What it uses that the environment serves at an older revision, and goes on doing so, by name. */
  readonly outdated: readonly string[];
  /** Where its rollouts would stand if it were saved now. */
  readonly rollouts: readonly Rollout[];
}

/** The draft against what is published, in words; throws UseCaseError 422 where the draft itself is not valid. */
export function previewSetting(
  context: AdminContext,
  { setting, ...name }: PlaceName & { readonly setting: unknown },
): Preview {
  const place = readPlace(context, name);
  const draft = scheduleDraft(context, place, completeSetting(place, setting));
  return describeDraft(context, { place, draft, prepared: prepareSetting(context, place, draft) });
}

/** A draft that was read, and prepared as if it were saved now. */
export interface PreparedDraft {
  readonly place: Place;
  readonly draft: Setting;
  readonly prepared: Prepared;
}

/** What a draft would do, in words. */
export function describeDraft(context: AdminContext, { place, draft, prepared }: PreparedDraft): Preview {
  const { definition, part, published, definitions } = place;
  const wording = wordingOf(context, definition, definitions);
  const current = part ?? definition;
  const next = flagOf(place, prepared);
  return {
    before: describeSetting({ ...wording, flag: current, setting: place.setting }),
    after: describeSetting({ ...wording, flag: next, setting: draft }),
    differences: describeSettingChange({ ...wording, flag: next, before: place.setting, after: draft }),
    problems: prepared.problems.map((problem) => problem.message),
    included: [
      ...(place.setting && current.revision < next.revision
        ? [`the latest versions of ${definition.name}`]
        : []),
      ...listIncluded(prepared, published, definitions),
    ],
    outdated: [
      ...(next.revision < definition.revision ? [definition.name] : []),
      ...listOutdated(draft, place),
    ],
    rollouts: listRollouts(context, draft),
  };
}

/** The flag as the environment would serve it. */
function flagOf({ definition }: Place, { set }: Prepared): PublishedFlag | FlagDefinition {
  return (set.get(`flag/${definition.key}`) as PublishedFlag | undefined) ?? definition;
}
