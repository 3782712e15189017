import { answerApi } from '#lib/server/api/answer-api.ts';
import { readAfter } from '#lib/server/api/inputs.ts';
import { listVersions } from '#lib/server/publishing/versions.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerApi(event, async ({ hoist, url }) => ({
    body: { versions: await listVersions(hoist, event.params.environment, readAfter(url)) },
  }));
