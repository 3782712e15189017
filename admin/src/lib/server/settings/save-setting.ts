import type { Setting } from '@hoist/core';
import type { AdminContext } from '../context.ts';
import { requireRight } from '../access/person.ts';
import type { Person } from '../access/person.ts';
import { invalidField } from '../errors/use-case-error.ts';
import { refuseArchivedPrerequisites, requireNotArchived } from '../publishing/archived.ts';
import { commitChange } from '../publishing/commit-change.ts';
import { changedUnderneath, reportConflict } from '../publishing/conflict.ts';
import { epochToTurnOff } from '../publishing/epoch-to-turn-off.ts';
import { refuseProblems } from '../publishing/problems.ts';
import { completeSetting } from './complete-setting.ts';
import { isSwitched, isTurnedOff } from './is-turned-off.ts';
import { prepareSetting, scheduleDraft } from './prepare-setting.ts';
import { readPlace } from './read-place.ts';
import type { PlaceName } from './read-place.ts';
import { saySaved, switchedTo } from './say-saved.ts';
import type { SettingAction } from './say-saved.ts';

export interface SaveSetting extends PlaceName {
  /** The etag of the setting that the draft was made from. */
  readonly ifMatch: string;
  /** A setting without its salt. */
  readonly setting: unknown;
  /** Required where the environment is protected, but for turning off. */
  readonly comment: string;
  readonly idempotencyKey?: string | undefined;
  /** Confirms that relays give up what they have and the store lacks, so that turning off reaches them. */
  readonly raiseEpoch?: boolean | undefined;
  /** What rollouts go on from, for a setting that is restored; what is published where it is left out. */
  readonly restores?: Setting | undefined;
}

/** Publishes one flag's setting in one environment. Turning off always passes. */
export async function saveSetting(
  context: AdminContext,
  person: Person,
  input: SaveSetting,
  given?: SettingAction,
): Promise<void> {
  await context.relays.read();
  const place = readPlace(context, input);
  const { environment, definition, setting } = place;
  if (!(person.role === 'hold' && given?.mayHold)) requireRight(person, environment);
  const draft = completeSetting(place, input.setting, input.restores?.salt);
  const action = given ?? actionOf(setting, draft);
  const comment = input.comment.trim();
  const isOff = isTurnedOff(setting, draft);
  if (!isOff) requireNotArchived(definition);
  // Lowering a flag must not wait for a reason to be written.
  if (environment.protected && comment === '' && !action.needsNoComment && !isOff) {
    const message = `${environment.name} is protected: say in a few words why.`;
    throw invalidField(['comment'], 'comment-required', message);
  }
  const epoch = isOff ? await epochToTurnOff(context, input) : undefined;
  const thing = `this flag's setting in ${environment.name}`;
  const reader = context.published(environment.key);
  const partKey = `flag/${input.flag}`;
  const current = () => {
    const { setting: value, etag } = readPlace(context, input);
    return { value, etag };
  };
  await reportConflict({ thing, store: context.store, reader, partKey, current }, () =>
    commitChange(context, reader, {
      person,
      idempotencyKey: input.idempotencyKey,
      kind: action.kind,
      comment,
      epoch,
      build: () => {
        const now = readPlace(context, input);
        if (now.etag !== input.ifMatch) throw changedUnderneath(thing);
        const goesOnFrom = input.restores ? { ...input.restores, salt: draft.salt } : now.setting;
        const scheduled = scheduleDraft(context, { ...now, setting: goesOnFrom }, draft);
        const prepared = prepareSetting(context, now, scheduled);
        const change = { ...prepared, said: saySaved(context, now, action, prepared) };
        if (isTurnedOff(now.setting, draft)) return change;
        refuseArchivedPrerequisites(now.definitions, draft, now.setting);
        refuseProblems(prepared.problems, partKey);
        return change;
      },
    }),
  );
}

function actionOf(before: Setting | null, after: Setting): SettingAction {
  return isSwitched(before, after) ? switchedTo(after.enabled) : { kind: 'edited', verb: 'set' };
}
