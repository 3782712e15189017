import type { AdminContext } from '../context.ts';
import { readDefinitions, requireEnvironment } from '../definitions/definitions.ts';
import type { Person } from '../access/person.ts';
import { readRollout, applyRolloutAction } from './rollouts.ts';
import type { RolloutAction } from './rollouts.ts';
import { readPublished } from '../publishing/published.ts';
import { saveSetting, publishedSetting } from './settings.ts';
import type { SwitchFlag } from './settings.ts';
import { UseCaseError } from '../definitions/use-case-error.ts';

export interface ControlRollout extends Omit<SwitchFlag, 'enabled' | 'startAgain'> {
  readonly control: RolloutAction;
}

/** What takes nothing to more people must not wait for a reason to be written. */
const unasked: Partial<Record<RolloutAction, string>> = {
  pause: 'Rollout paused',
  stop: 'Rollout stopped: 0 %',
};

/** Pauses, resumes, stops or moves everyone else's rollout; people keep what they have unless it is stopped. */
export async function controlRollout(
  hoist: AdminContext,
  person: Person,
  input: ControlRollout,
): Promise<void> {
  requireEnvironment(readDefinitions(hoist.definitions), input.environment);
  const setting = publishedSetting(readPublished(hoist.published(input.environment)), input.flag);
  const progress = readRollout(hoist, setting);
  if (!setting || !progress) {
    throw new UseCaseError(
      422,
      'No rollout here',
      `'${input.flag}' has no progressive rollout in ${input.environment}. Choose one under "Everyone else".`,
    );
  }
  const comment = input.comment.trim() || (unasked[input.control] ?? '');
  await saveSetting(hoist, person, {
    ...input,
    comment,
    setting: applyRolloutAction(setting, input.control, progress),
  });
}
