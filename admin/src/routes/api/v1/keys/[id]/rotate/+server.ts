import { answerApi } from '#lib/server/api/answer-api.ts';
import { rotateKey } from '#lib/server/keys/make-key.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = (event) =>
  answerApi(event, async ({ hoist, person, idempotencyKey, body }) => ({
    status: 201,
    body: await rotateKey(hoist, person, { id: event.params.id, input: body(), idempotencyKey }),
  }));
