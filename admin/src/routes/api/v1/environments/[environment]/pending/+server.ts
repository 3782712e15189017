import { answerApi } from '#lib/server/api/answer-api.ts';
import { readReview } from '#lib/server/api/inputs.ts';
import { publishPending } from '#lib/server/publishing/publish-pending.ts';
import { listPending } from '#lib/server/publishing/list-pending.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerApi(event, ({ hoist }) => ({ body: { pending: listPending(hoist, event.params.environment) } }));

export const POST: RequestHandler = (event) =>
  answerApi(event, async ({ hoist, person, idempotencyKey, body }) => {
    const { environment } = event.params;
    await publishPending(hoist, person, {
      environment,
      ...readReview(body()),
      idempotencyKey,
    });
    return { body: { pending: listPending(hoist, environment) } };
  });
