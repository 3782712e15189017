import { answerApi } from '#lib/server/api/answer-api.ts';
import { raiseEpochOperation, readEpochOperation } from '#lib/server/api/environment-operations.ts';
import { readComment } from '#lib/server/api/review-input.ts';
import { raiseEpoch, readEpoch } from '#lib/server/publishing/raise-epoch.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerApi(event, readEpochOperation, async ({ hoist }) => ({ body: await readEpoch(hoist) }));

export const POST: RequestHandler = (event) =>
  answerApi(event, raiseEpochOperation, async ({ hoist, person, idempotencyKey, body }) => ({
    body: await raiseEpoch(hoist, person, { comment: readComment(body()), idempotencyKey }),
  }));
