import type { AdminContext } from '../context.ts';
import type { Person } from '../access/person.ts';
import { readRollout, applyRolloutAction } from './rollouts.ts';
import type { RolloutAction } from './rollouts.ts';
import { readPlace } from './read-place.ts';
import { saveSetting } from './save-setting.ts';
import type { SwitchFlag } from './switch-flag.ts';
import type { SettingAction } from './say-saved.ts';
import { UseCaseError } from '../errors/use-case-error.ts';

export interface ControlRollout extends Omit<SwitchFlag, 'enabled' | 'restart'> {
  readonly control: RolloutAction;
}

/** What takes nothing to more people must not wait for a comment to be written. */
const actions: Record<RolloutAction, Omit<SettingAction, 'kind'>> = {
  pause: { verb: 'paused the rollout of', needsNoComment: true },
  stop: { verb: 'stopped the rollout of', needsNoComment: true },
  resume: { verb: 'resumed the rollout of' },
  restart: { verb: 'restarted the rollout of' },
  next: { verb: 'moved on the rollout of' },
};

/** Pauses, resumes, stops or moves everyone else's rollout; people keep what they have unless it is stopped. */
export async function controlRollout(
  hoist: AdminContext,
  person: Person,
  input: ControlRollout,
): Promise<void> {
  const { setting } = readPlace(hoist, input);
  const progress = readRollout(hoist, setting);
  if (!setting || !progress) {
    throw new UseCaseError(
      'no-rollout',
      `'${input.flag}' has no progressive rollout in ${input.environment}. Choose one under "Everyone else".`,
    );
  }
  const next = applyRolloutAction(setting, input.control, progress);
  const action = { kind: 'rollout', ...actions[input.control] } as const;
  await saveSetting(hoist, person, { ...input, setting: next }, action);
}
