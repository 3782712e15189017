import { scheduleSetting } from '@hoist/core';
import { describeSetting, describeSettingChange } from '@hoist/core/words';
import type { FlagDefinition, PublishedFlag, Setting } from '@hoist/core';
import type { Sentence } from '@hoist/core/words';
import type { AdminContext } from '../context.ts';
import { refuseArchivedPrerequisites, requireNotArchived } from '../publishing/archived.ts';
import { requireWithinBudget } from '../publishing/budgets.ts';
import { commitChange } from '../publishing/commit-change.ts';
import { changedUnderneath, tellConflict } from '../publishing/conflict.ts';
import { epochToTurnOff } from '../publishing/epoch-to-turn-off.ts';
import { readDefinitions, requireEnvironment, requireFlag } from '../definitions/definitions.ts';
import { requireRight } from '../access/person.ts';
import type { Person } from '../access/person.ts';
import { refuseProblems } from '../publishing/problems.ts';
import { findContradictedLatest } from './find-contradicted-latest.ts';
import { readRollout, applyRolloutAction } from './rollouts.ts';
import { preparePublished } from '../publishing/publish-change.ts';
import type { Prepared } from '../publishing/publish-change.ts';
import { etagOfSetting, readPublished } from '../publishing/published.ts';
import type { Published } from '../publishing/published.ts';
import { completeSetting } from './complete-setting.ts';
import { listOutdated, listIncluded } from '../publishing/settings-around.ts';
import { includeDependencies } from '../publishing/include-dependencies.ts';
import { saySaved } from './say-saved.ts';
import type { SettingAction } from './say-saved.ts';
import { wordingOf } from './wording-of.ts';
import { refuseUnusedAttributes } from '../definitions/unused-attributes.ts';
import { invalidField, UseCaseError } from '../errors/use-case-error.ts';

interface Place {
  readonly flag: string;
  readonly environment: string;
}

export interface SaveSetting extends Place {
  /** The etag of the setting that the draft was made from. */
  readonly ifMatch: string;
  /** A setting without its salt. */
  readonly setting: unknown;
  /** Required where the environment is protected, but for turning off. */
  readonly comment: string;
  readonly idempotencyKey?: string | undefined;
  /** Confirms that relays give up what they have and the store lacks, so that turning off reaches them. */
  readonly raiseEpoch?: boolean | undefined;
}

export interface SwitchFlag extends Place {
  readonly enabled: boolean;
  /** Turning on lets a rollout go on where it stood, or start again at its first step. */
  readonly restart?: boolean;
  readonly ifMatch: string;
  readonly comment: string;
  readonly idempotencyKey?: string | undefined;
  /** As for SaveSetting. */
  readonly raiseEpoch?: boolean | undefined;
}

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
}

/** Publishes one flag's setting in one environment. Turning off always passes. */
export async function saveSetting(
  hoist: AdminContext,
  person: Person,
  input: SaveSetting,
  given?: SettingAction,
): Promise<void> {
  const definitions = readDefinitions(hoist.definitions);
  const environment = requireEnvironment(definitions, input.environment);
  const flag = requireFlag(definitions, input.flag);
  requireRight(person, environment);
  const comment = input.comment.trim();
  await hoist.relays.read();
  const reader = hoist.published(environment.key);
  const current = () => {
    const value = publishedSetting(readPublished(reader), input.flag);
    return { value, etag: etagOfSetting(value) };
  };
  const draft = completeSetting(input.setting, { current: current().value, flag });
  const action = given ?? actionOf(current().value, draft);
  if (!isTurnedOff(current().value, draft)) requireAcceptable(hoist, draft, current().value);
  if (!isTurnedOff(current().value, draft)) requireNotArchived(flag);
  // Lowering a flag must not wait for a reason to be written.
  if (
    environment.protected &&
    comment === '' &&
    !action.needsNoComment &&
    !isTurnedOff(current().value, draft)
  ) {
    const message = `${environment.name} is protected: say in a few words why.`;
    throw invalidField(['comment'], 'comment-required', message);
  }
  const epoch = isTurnedOff(current().value, draft) ? await epochToTurnOff(hoist, input) : undefined;
  const thing = `this flag's setting in ${environment.name}`;
  await tellConflict({ thing, store: hoist.store, reader, partKey: `flag/${input.flag}`, current }, () =>
    commitChange(hoist, reader, {
      person,
      idempotencyKey: input.idempotencyKey,
      kind: action.kind,
      comment,
      epoch,
      build: () => {
        if (current().etag !== input.ifMatch) throw changedUnderneath(thing);
        const before = current().value;
        const prepared = prepareSetting(hoist, input, scheduleDraft(hoist, before, draft));
        const change = { ...prepared, said: saySaved(hoist, input.flag, action, prepared) };
        if (isTurnedOff(before, draft)) return change;
        refuseArchivedPrerequisites(readDefinitions(hoist.definitions), draft, before);
        refuseProblems(prepared.problems, `flag/${input.flag}`);
        return change;
      },
    }),
  );
}

/** Before anything is bound or compiled: that is what would take long. */
function requireAcceptable({ registry }: AdminContext, draft: Setting, before: Setting | null): void {
  const at = { registry, path: ['setting', 'rules'] };
  requireWithinBudget(draft, before, at);
  refuseUnusedAttributes(draft.rules, at);
}

/** Nothing but the switch has changed, to off: that has to work whatever else is wrong. */
function isTurnedOff(before: Setting | null, after: Setting): boolean {
  return !after.enabled && isSwitched(before, after);
}

/** Nothing but the switch has changed, if anything. */
function isSwitched(before: Setting | null, after: Setting): boolean {
  return before !== null && etagOfSetting({ ...before, enabled: after.enabled }) === etagOfSetting(after);
}

function actionOf(before: Setting | null, after: Setting): SettingAction {
  return isSwitched(before, after) ? switchedTo(after.enabled) : { kind: 'edited', verb: 'set' };
}

function switchedTo(enabled: boolean): SettingAction {
  return { kind: 'switched', verb: enabled ? 'turned on' : 'turned off' };
}

/** The switch: the same setting, on or off. What was never set up has no audience yet, so it cannot be switched on. */
export async function switchFlag(hoist: AdminContext, person: Person, input: SwitchFlag): Promise<void> {
  requireEnvironment(readDefinitions(hoist.definitions), input.environment);
  const setting = publishedSetting(readPublished(hoist.published(input.environment)), input.flag);
  if (!setting) {
    throw new UseCaseError('not-set-up', `Choose first who gets '${input.flag}' in ${input.environment}.`);
  }
  const progress = input.restart ? readRollout(hoist, setting) : undefined;
  const base = progress ? applyRolloutAction(setting, 'restart', progress) : setting;
  const draft = { ...base, enabled: input.enabled };
  await saveSetting(hoist, person, { ...input, setting: draft }, switchedTo(input.enabled));
}

/** The draft against what is served, in words; throws UseCaseError 422 where the draft itself is not valid. */
export function previewSetting(
  hoist: AdminContext,
  { flag, environment, setting }: Place & { readonly setting: unknown },
): Preview {
  const definitions = readDefinitions(hoist.definitions);
  requireEnvironment(definitions, environment);
  const definition = requireFlag(definitions, flag);
  const published = readPublished(hoist.published(environment));
  const before = publishedSetting(published, flag);
  const written = completeSetting(setting, { current: before, flag: definition });
  if (!isTurnedOff(before, written)) requireAcceptable(hoist, written, before);
  const draft = scheduleDraft(hoist, before, written);
  const wording = wordingOf(hoist, definition);
  const prepared = prepareSetting(hoist, { flag, environment }, draft);
  const current = published.flags.get(flag) ?? definition;
  const next = (prepared.set.get(`flag/${flag}`) as PublishedFlag | undefined) ?? definition;
  return {
    before: describeSetting({ ...wording, flag: current, setting: before }),
    after: describeSetting({ ...wording, flag: next, setting: draft }),
    differences: describeSettingChange({ ...wording, flag: next, before, after: draft }),
    problems: prepared.problems.map((problem) => problem.message),
    included: [
      ...(before && current.revision < next.revision ? [`the newest versions of ${definition.name}`] : []),
      ...listIncluded(prepared, published, definitions),
    ],
    outdated: [
      ...(next.revision < definition.revision ? [definition.name] : []),
      ...listOutdated(draft, { published, definitions, registry: hoist.registry }),
    ],
  };
}

export function publishedSetting(published: Published, flag: string): Setting | null {
  return published.flags.get(flag)?.setting ?? null;
}

/** The draft as it would be published now: with the steps of its rollouts. */
function scheduleDraft(hoist: AdminContext, previous: Setting | null, draft: Setting): Setting {
  return scheduleSetting(draft, { previous, now: hoist.now(), registry: hoist.registry });
}

/** The draft published, and the faults that it would add, now or once what is pending is published as well. */
function prepareSetting(hoist: AdminContext, place: Place, draft: Setting): Prepared {
  const before = publishedSetting(readPublished(hoist.published(place.environment)), place.flag);
  const prepared = prepareOnPublished(hoist, place, draft);
  if (isTurnedOff(before, draft)) return prepared;
  const known = new Set(prepared.problems.map(({ message }) => message));
  const added = findContradictedLatest(hoist, { ...place, before, draft });
  return {
    ...prepared,
    problems: [...prepared.problems, ...added.filter(({ message }) => !known.has(message))],
  };
}

function prepareOnPublished(hoist: AdminContext, { flag, environment }: Place, setting: Setting): Prepared {
  const definitions = readDefinitions(hoist.definitions);
  const latest = requireFlag(definitions, flag);
  const published = readPublished(hoist.published(environment));
  const held = published.flags.get(flag);
  const prepare = (definition: FlagDefinition | PublishedFlag) =>
    preparePublished(
      published,
      includeDependencies(
        {
          flags: new Map([[flag, { definition, setting }]]),
          segments: new Map(),
          bucketGroups: new Map(),
          regions: undefined,
          removed: [],
        },
        { published, definitions, registry: hoist.registry },
      ),
      hoist,
    );
  if (!held?.setting || held.revision >= latest.revision) return prepare(latest);
  const kept = prepare(held);
  // What was right until now is right when off, whatever the newest definition makes of it.
  if (isTurnedOff(held.setting, setting)) return kept;
  // A protected environment gets the newest definition only with a review, or where the setting needs it.
  if (kept.problems.length === 0 && requireEnvironment(definitions, environment).protected) return kept;
  const renewed = prepare(latest);
  return renewed.problems.length > 0 && kept.problems.length === 0 ? kept : renewed;
}
