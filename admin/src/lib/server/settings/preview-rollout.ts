import { scheduleSetting } from '@hoist/core';
import type { RolloutProgress } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { readDefinitions, requireFlag } from '../definitions/definitions.ts';
import { readRollout } from './rollouts.ts';
import { readPublished } from '../publishing/published.ts';
import { completeSetting } from './complete-setting.ts';
import { publishedSetting } from './settings.ts';

interface RolloutDraft {
  readonly flag: string;
  readonly environment: string;
  /** A setting without its salt. */
  readonly setting: unknown;
}

/** Where everyone else's rollout would stand if the draft were saved now; undefined where it has none. */
export function previewRollout(
  hoist: AdminContext,
  { flag, environment, setting }: RolloutDraft,
): RolloutProgress | undefined {
  const previous = publishedSetting(readPublished(hoist.published(environment)), flag);
  const draft = completeSetting(setting, {
    current: previous,
    flag: requireFlag(readDefinitions(hoist.definitions), flag),
  });
  return readRollout(hoist, scheduleSetting(draft, { previous, now: hoist.now(), registry: hoist.registry }));
}
