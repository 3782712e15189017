import { answerApi } from '#lib/server/api/answer-api.ts';
import {
  changeSettingOperation,
  readSettingOperation,
  saveSettingOperation,
} from '#lib/server/api/setting-operations.ts';
import { readSavedSetting, readSettingPatch } from '#lib/server/api/setting-input.ts';
import { showSetting } from '#lib/server/api/show-setting.ts';
import { controlRollout } from '#lib/server/settings/control-rollout.ts';
import { saveSetting } from '#lib/server/settings/save-setting.ts';
import { switchFlag } from '#lib/server/settings/switch-flag.ts';
import { watchRollout } from '#lib/server/settings/watch-rollout.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerApi(event, readSettingOperation, ({ hoist }) => showSetting(hoist, toName(event.params)));

export const PUT: RequestHandler = (event) =>
  answerApi(event, saveSettingOperation, async ({ hoist, person, idempotencyKey, ifMatch, body }) => {
    const { key: flag, environment } = event.params;
    const place = { flag, environment, ifMatch: ifMatch(), idempotencyKey };
    await saveSetting(hoist, person, { ...place, ...readSavedSetting(body(), place) });
    return showSetting(hoist, toName(event.params));
  });

export const PATCH: RequestHandler = (event) =>
  answerApi(event, changeSettingOperation, async ({ hoist, person, idempotencyKey, ifMatch, body }) => {
    const { key: flag, environment } = event.params;
    const based = { flag, environment, ifMatch: ifMatch(), idempotencyKey };
    const { comment, enabled, restart, raiseEpoch, rollout, rule } = readSettingPatch(body());
    const place = { ...based, comment };
    if (rollout === 'keep-watching') await watchRollout(hoist, person, { ...place, rule });
    else if (rollout) await controlRollout(hoist, person, { ...place, control: rollout, rule });
    else await switchFlag(hoist, person, { ...place, enabled, restart, raiseEpoch });
    return showSetting(hoist, toName(event.params));
  });

function toName({ key, environment }: { readonly key: string; readonly environment: string }) {
  return { flag: key, environment };
}
