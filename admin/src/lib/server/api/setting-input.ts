import type { JsonObject } from '@hoist/core';
import { z } from 'zod';
import { parseInput } from '../errors/parse.ts';
import { invalidField } from '../errors/use-case-error.ts';
import { rolloutActions } from '../settings/rollouts.ts';
import { comment } from './review-input.ts';

const truth = z.boolean('Say true or false.');

/** What a setting is read with; sent back with it, this changes nothing. */
const readBeside = {
  sentence: z.unknown().optional(),
  rollout: z.unknown().optional(),
  pending: z.unknown().optional(),
  etag: z.unknown().optional(),
};

/** A setting to be saved, as it was read or without what was read beside it. */
export const savedSettingSchema = z.object({
  ...readBeside,
  flag: z.string().optional(),
  environment: z.string().optional(),
  setting: z.unknown().optional(),
  comment,
  raiseEpoch: truth.default(false),
});

/** Reads a setting to be saved; throws UseCaseError 422. */
export function readSavedSetting(
  input: JsonObject,
  place: { readonly flag: string; readonly environment: string },
): { readonly setting: unknown; readonly comment: string; readonly raiseEpoch: boolean } {
  const { flag, environment, setting, comment: said, raiseEpoch } = parseInput(savedSettingSchema, input);
  const elsewhere = 'It differs from the address: leave it out, or send it to the right address.';
  if (flag !== undefined && flag !== place.flag) throw invalidField(['flag'], 'mismatch', elsewhere);
  if (environment !== undefined && environment !== place.environment)
    throw invalidField(['environment'], 'mismatch', elsewhere);
  return { setting, comment: said, raiseEpoch };
}

const wrongPatch = 'Say either "enabled": true or false, or "rollout" and what it shall do.';

/** The switch, or an action on the rollout. */
export const settingPatchSchema = z
  .object({
    comment,
    enabled: truth.optional(),
    restart: truth.default(false),
    raiseEpoch: truth.default(false),
    rollout: z.enum(rolloutActions, `Say one of ${rolloutActions.join(', ')}.`).optional(),
  })
  .refine(({ enabled, rollout }) => (enabled === undefined) !== (rollout === undefined), {
    message: wrongPatch,
    path: ['enabled'],
    params: { code: 'mismatch' },
  })
  .meta({ oneOf: [{ required: ['enabled'] }, { required: ['rollout'] }] });

/** Reads the switch or an action on the rollout; throws UseCaseError 422 for both or none. */
export function readSettingPatch(input: JsonObject) {
  const { enabled = false, ...rest } = parseInput(settingPatchSchema, input);
  return { enabled, ...rest };
}
