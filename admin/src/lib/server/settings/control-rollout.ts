import { everyoneElseRule } from '@hoist/core';
import type { Setting } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import type { Person } from '../access/person.ts';
import { applyRolloutAction, listRollouts } from './rollouts.ts';
import type { Rollout, RolloutAction } from './rollouts.ts';
import { readPlace } from './read-place.ts';
import type { PlaceName } from './read-place.ts';
import { saveSetting } from './save-setting.ts';
import type { SwitchFlag } from './switch-flag.ts';
import type { SettingAction } from './say-saved.ts';
import { UseCaseError, invalidField } from '../errors/use-case-error.ts';

/** Names a rollout of a flag in an environment. */
export interface RolloutName extends PlaceName {
  /** The rule that it is in, or `everyone-else`; left out where the setting has one rollout only. */
  readonly rule?: string | undefined;
}

export interface ControlRollout extends Omit<SwitchFlag, 'enabled' | 'restart'>, RolloutName {
  readonly control: RolloutAction;
}

/** What takes nothing to more people must not wait for a comment to be written. */
const actions: Record<RolloutAction, Omit<SettingAction, 'kind'>> = {
  pause: { verb: 'paused the rollout of', needsNoComment: true, mayHold: true },
  stop: { verb: 'stopped the rollout of', needsNoComment: true },
  resume: { verb: 'resumed the rollout of' },
  restart: { verb: 'restarted the rollout of' },
  next: { verb: 'moved on the rollout of' },
  'make-permanent': { verb: 'made permanent the rollout of' },
};

/**
 * Pauses, resumes, stops or moves a rollout; people keep what they have unless it is stopped. Throws UseCaseError 422 where
 * there are several and none is named.
 */
export async function controlRollout(
  hoist: AdminContext,
  person: Person,
  input: ControlRollout,
): Promise<void> {
  const setting = planControl(hoist, input);
  const action = { kind: 'rollout', ...actions[input.control] } as const;
  await saveSetting(hoist, person, { ...input, setting }, action);
}

/** Whether a protected environment wants to know why. */
export function needsComment(control: RolloutAction): boolean {
  return actions[control].needsNoComment !== true;
}

/** The setting with what is asked of a rollout. Throws UseCaseError as {@link controlRollout} does. */
export function planControl(
  hoist: AdminContext,
  input: RolloutName & Pick<ControlRollout, 'control'>,
): Setting {
  const { setting, rollout } = requireRollout(hoist, input);
  if (input.control === 'make-permanent' && !rollout.permanent) throw notFinished(input);
  return applyRolloutAction(setting, input.control, rollout);
}

/** Finds the rollout that is meant. Throws UseCaseError 422 where there is none, or several and none is named. */
export function requireRollout(
  hoist: AdminContext,
  input: RolloutName,
): { readonly setting: Setting; readonly rollout: Rollout } {
  const { setting } = readPlace(hoist, input);
  const rollout = findRollout(listRollouts(hoist, setting), input);
  if (setting && rollout) return { setting, rollout };
  throw new UseCaseError(
    'no-rollout',
    `'${input.flag}' has no progressive rollout in ${input.environment}. Choose one under "Everyone else".`,
  );
}

/** The refusal of what only a finished rollout can do. */
export function notFinished({ flag, environment }: PlaceName): UseCaseError {
  return invalidField(
    ['rollout'],
    'rollout-not-finished',
    `The rollout of '${flag}' in ${environment} has not finished. Wait until it has, or move it on.`,
  );
}

function findRollout(rollouts: readonly Rollout[], { rule }: RolloutName): Rollout | undefined {
  const [only, ...more] = rollouts;
  if (rule === undefined && more.length === 0) return only;
  const found = rollouts.find((each) => each.rule === rule);
  if (found || only === undefined) return found;
  const names = rollouts
    .map((each) => (each.rule === everyoneElseRule ? each.rule : `'${each.rule}'`))
    .join(', ');
  throw invalidField(['rule'], 'no-such-rollout', `Say which rollout: ${names}.`);
}
