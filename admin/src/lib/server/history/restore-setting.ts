import { publishedFlagSchema } from '@hoist/core';
import type { Setting } from '@hoist/core';
import { listOf } from '#lib/words.ts';
import type { AdminContext } from '../context.ts';
import type { Person } from '../access/person.ts';
import { UseCaseError } from '../errors/use-case-error.ts';
import { completeSetting } from '../settings/complete-setting.ts';
import { nameRollout } from '../settings/name-rollout.ts';
import { prepareSetting } from '../settings/prepare-setting.ts';
import type { PreparedDraft } from '../settings/preview-setting.ts';
import { readPlace } from '../settings/read-place.ts';
import { listRollouts } from '../settings/rollouts.ts';
import { saveSetting } from '../settings/save-setting.ts';
import { findMissing } from './find-missing.ts';
import { readChange } from './read-change.ts';
import type { ChangeName } from './read-change.ts';
import type { PastChange } from './read-part-change.ts';
import { standStill } from './stand-still.ts';

/** Names a version of what one environment serves. */
export interface SettingVersion extends ChangeName {
  readonly environment: string;
}

/** What is needed to publish a setting of the past again. */
interface Restorable {
  /** As it would be published: with rollouts that stand still where they were. */
  readonly setting: Setting;
  /** What it names and nobody has any more. */
  readonly missing: readonly string[];
}

/** What a page says beside the button. */
export interface RestoreOffer {
  readonly missing: readonly string[];
  /** The rollouts that come back paused; `percent` is undefined where a plan is no percentage. */
  readonly paused: readonly { readonly people: string; readonly percent: number | undefined }[];
}

/** What restoring a change would bring; undefined for one after which the flag had no setting there. */
export function offerRestore(
  hoist: AdminContext,
  change: PastChange,
  name: SettingVersion,
): RestoreOffer | undefined {
  const found = findRestorable(hoist, change, name);
  return found && { missing: found.missing, paused: listPaused(hoist, found.setting) };
}

/** A setting of the past, prepared as if it were published now. Throws UseCaseError 404, or 422 naming what is gone. */
export async function prepareRestore(hoist: AdminContext, name: SettingVersion): Promise<PreparedDraft> {
  const { setting } = requireRestorable(findRestorable(hoist, await readChange(hoist, name), name), name);
  const place = readPlace(hoist, name);
  const { salt, ...written } = setting;
  const draft = completeSetting(place, written, salt);
  return { place, draft, prepared: prepareSetting(hoist, place, draft) };
}

interface RestoreSetting extends SettingVersion {
  /** The etag of the setting that is there now. */
  readonly ifMatch: string;
  /** Required where the environment is protected. */
  readonly comment: string;
  readonly idempotencyKey?: string | undefined;
}

/** Publishes a setting of the past as a new version, by the rules of any save. Its rollouts come back paused. */
export async function restoreSetting(
  hoist: AdminContext,
  person: Person,
  { ifMatch, comment, idempotencyKey, ...name }: RestoreSetting,
): Promise<void> {
  const { setting } = requireRestorable(findRestorable(hoist, await readChange(hoist, name), name), name);
  const { salt: _, ...written } = setting;
  await saveSetting(
    hoist,
    person,
    { ...name, ifMatch, comment, idempotencyKey, setting: written, restores: setting },
    { kind: 'restored', verb: `restored change ${name.version} of` },
  );
}

function findRestorable(
  hoist: AdminContext,
  { after, replacedAt }: PastChange,
  name: SettingVersion,
): Restorable | undefined {
  const setting = after === undefined ? null : publishedFlagSchema.parse(after).setting;
  if (!setting) return undefined;
  const at = replacedAt === undefined ? hoist.now() : Date.parse(replacedAt);
  return {
    setting: standStill(hoist, setting, at),
    missing: findMissing(hoist, readPlace(hoist, name), setting),
  };
}

function requireRestorable(
  found: Restorable | undefined,
  { flag, environment, version }: SettingVersion,
): Restorable {
  if (!found) {
    const detail = `'${flag}' had no setting in ${environment} after version ${version}. Choose another version.`;
    throw new UseCaseError('version-not-found', detail);
  }
  if (found.missing.length > 0) throw missingError(found.missing);
  return found;
}

function missingError(missing: readonly string[]): UseCaseError {
  const verb = missing.length === 1 ? 'is' : 'are';
  const detail = `It needs ${listOf(missing)}, which ${verb} gone. Bring that back first, or change the setting by hand.`;
  return new UseCaseError('would-not-work', detail);
}

function listPaused(hoist: AdminContext, setting: Setting): RestoreOffer['paused'] {
  if (!setting.enabled) return [];
  const shares = new Map(listRollouts(hoist, setting).map(({ rule, share }) => [rule, share]));
  const places = [
    ...setting.rules.filter(({ enabled }) => enabled).map(({ id, serve }) => ({ id, serve })),
    { id: 'everyone-else', serve: setting.everyoneElse },
  ];
  return places
    .filter(({ serve }) => isPaused(serve.params))
    .map(({ id }) => {
      const share = shares.get(id);
      return {
        people: nameRollout(hoist, setting, id),
        percent: share === undefined ? undefined : share / 1_000,
      };
    });
}

function isPaused(params: unknown): boolean {
  return typeof params === 'object' && params !== null && 'control' in params && params.control === 'paused';
}
