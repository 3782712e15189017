import { answerApi } from '#lib/server/api/answer-api.ts';
import { restoreSettingOperation } from '#lib/server/api/history-operations.ts';
import { readVersion } from '#lib/server/api/read-version.ts';
import { readComment } from '#lib/server/api/review-input.ts';
import { showSetting } from '#lib/server/api/show-setting.ts';
import { restoreSetting } from '#lib/server/history/restore-setting.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = (event) =>
  answerApi(event, restoreSettingOperation, async ({ hoist, person, idempotencyKey, ifMatch, body }) => {
    const { key: flag, environment, version } = event.params;
    const name = { flag, environment, version: readVersion(version) };
    const comment = readComment(body());
    await restoreSetting(hoist, person, { ...name, ifMatch: ifMatch(), comment, idempotencyKey });
    return showSetting(hoist, name);
  });
