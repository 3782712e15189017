import type { AdminContext } from '../context.ts';
import type { Person } from '../access/person.ts';
import { UseCaseError } from '../errors/use-case-error.ts';
import { readPlace } from './read-place.ts';
import { applyRolloutAction, listRollouts } from './rollouts.ts';
import { saveSetting } from './save-setting.ts';
import type { SaveSetting } from './save-setting.ts';
import { switchedTo } from './say-saved.ts';

export interface SwitchFlag extends Omit<SaveSetting, 'setting'> {
  readonly enabled: boolean;
  /** Turning on lets rollouts go on where they stood, or start again at their first steps. */
  readonly restart?: boolean;
}

/** The switch: the same setting, on or off. What was never set up has no audience yet, so it cannot be switched on. */
export async function switchFlag(context: AdminContext, person: Person, input: SwitchFlag): Promise<void> {
  const { setting } = readPlace(context, input);
  if (!setting) {
    throw new UseCaseError('not-set-up', `Choose first who gets '${input.flag}' in ${input.environment}.`);
  }
  const again = input.restart ? listRollouts(context, setting) : [];
  const base = again.reduce((next, rollout) => applyRolloutAction(next, 'restart', rollout), setting);
  const draft = { ...base, enabled: input.enabled };
  await saveSetting(context, person, { ...input, setting: draft }, switchedTo(input.enabled));
}
