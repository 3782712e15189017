import type { JsonObject } from '@hoist/core';
import { z } from 'zod';
import { parseInput } from '../errors/parse.ts';
import { invalidField } from '../errors/use-case-error.ts';
import { rolloutActions } from '../settings/rollouts.ts';
import { comment } from './review-input.ts';

const truth = z.boolean('Say true or false.');

/** Fields that are read together with a setting; a request may send them back, and they are ignored. */
const readBeside = {
  sentence: z.unknown().optional(),
  rollouts: z.unknown().optional(),
  pending: z.unknown().optional(),
  etag: z.unknown().optional(),
};

/** The schema of a setting to be saved, with or without the fields that were read with it. */
export const savedSettingSchema = z.object({
  ...readBeside,
  flag: z.string().optional(),
  environment: z.string().optional(),
  setting: z.unknown().optional(),
  comment,
  raiseEpoch: truth.default(false),
});

/** Reads a setting to be saved; throws UseCaseError 422 if it is wrong. */
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

/** What can be asked of a rollout: an action that changes the setting, or to go on watching one that has finished. */
const rolloutControls = [...rolloutActions, 'keep-watching'] as const;

const wrongPatch = 'Say either "enabled": true or false, or "rollout" and what it shall do.';

/** The schema of a patch: the switch, or an action on a rollout. */
export const settingPatchSchema = z
  .object({
    comment,
    enabled: truth.optional(),
    restart: truth.default(false),
    raiseEpoch: truth.default(false),
    rollout: z.enum(rolloutControls, `Say one of ${rolloutControls.join(', ')}.`).optional(),
    rule: z.string().optional(),
  })
  .refine(({ enabled, rollout }) => (enabled === undefined) !== (rollout === undefined), {
    message: wrongPatch,
    path: ['enabled'],
    params: { code: 'mismatch' },
  })
  .refine(({ rollout, rule }) => rollout !== undefined || rule === undefined, {
    message: 'Say what that rollout shall do, or leave the rule out.',
    path: ['rule'],
    params: { code: 'mismatch' },
  })
  .meta({
    oneOf: [{ required: ['enabled'] }, { required: ['rollout'] }],
    dependentRequired: { rule: ['rollout'] },
  });

/** Reads the switch or the action on a rollout; throws UseCaseError 422 unless there is exactly one. */
export function readSettingPatch(input: JsonObject) {
  const { enabled = false, ...rest } = parseInput(settingPatchSchema, input);
  return { enabled, ...rest };
}
