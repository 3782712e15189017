import { answerApi } from '#lib/server/api/answer-api.ts';
import { readFlagVersionOperation } from '#lib/server/api/history-operations.ts';
import { readVersion, showChange } from '#lib/server/api/read-version.ts';
import { readChange } from '#lib/server/history/read-change.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerApi(event, readFlagVersionOperation, async ({ hoist }) => {
    const { key: flag, version } = event.params;
    const name = { flag, environment: undefined, version: readVersion(version) };
    return { body: showChange(await readChange(hoist, name)) };
  });
