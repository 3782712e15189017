import { answerApi } from '#lib/server/api/answer-api.ts';
import { readSettingVersionOperation } from '#lib/server/api/history-operations.ts';
import { readVersion, showChange } from '#lib/server/api/read-version.ts';
import { readChange } from '#lib/server/history/read-change.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerApi(event, readSettingVersionOperation, async ({ hoist }) => {
    const { key: flag, environment, version } = event.params;
    return {
      body: showChange(await readChange(hoist, { flag, environment, version: readVersion(version) })),
    };
  });
