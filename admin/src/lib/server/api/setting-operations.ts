import { settingSchema } from '@hoist/core';
import { z } from 'zod';
import { savedSettingSchema, settingPatchSchema } from './setting-input.ts';
import { defineOperation, named, namedInput, withReadBack } from './operation.ts';
import { rolloutView, sentenceView, settingView } from './view-schemas.ts';

export const flagSettingView = named(
  'FlagSetting',
  z.object({
    flag: z.string(),
    environment: z.string(),
    setting: settingView.nullable(),
    sentence: sentenceView,
    rollouts: z.array(rolloutView),
    pending: z.boolean(),
    etag: z.string(),
  }),
);

const path = '/api/v1/flags/{key}/environments/{environment}';

export const readSettingOperation = defineOperation({
  method: 'GET',
  path,
  id: 'readSetting',
  summary: 'Who gets a flag in one environment.',
  response: flagSettingView,
  tagged: true,
  forHold: true,
});

export const saveSettingOperation = defineOperation({
  method: 'PUT',
  path,
  id: 'saveSetting',
  summary: 'Publishes a setting. A protected environment wants a comment.',
  request: namedInput(
    'SavedSetting',
    savedSettingSchema.extend({
      setting: withReadBack(z.object({ ...settingSchema.shape }).omit({ salt: true }), {
        salt: settingSchema.shape.salt,
      }),
    }),
  ),
  response: flagSettingView,
  tagged: true,
  conditional: true,
});

export const changeSettingOperation = defineOperation({
  method: 'PATCH',
  path,
  id: 'changeSetting',
  summary:
    'Turns a flag that is set up on or off ("restart": its rollout starts at the first step; "raiseEpoch": confirms that relays which are ahead of the store give that up), or controls a rollout: its only one, or the one of "rule", a rule\'s id or "everyone-else". Of one that has finished, "make-permanent" puts what it serves in its place, and "keep-watching" puts off that question for a week, changing nothing for apps. A token with the role hold may only pause.',
  request: namedInput('SettingPatch', settingPatchSchema),
  response: flagSettingView,
  tagged: true,
  conditional: true,
  forHold: true,
});

export const settingOperations = [readSettingOperation, saveSettingOperation, changeSettingOperation];
