import { answerApi } from '#lib/server/api/answer-api.ts';
import { readComment } from '#lib/server/api/inputs.ts';
import { raiseEpoch, readEpoch } from '#lib/server/publishing/raise-epoch.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerApi(event, async ({ hoist }) => ({ body: await readEpoch(hoist) }));

export const POST: RequestHandler = (event) =>
  answerApi(event, async ({ hoist, person, idempotencyKey, body }) => ({
    body: await raiseEpoch(hoist, person, { comment: readComment(body()), idempotencyKey }),
  }));
