import { answerApi } from '#lib/server/api/answer-api.ts';
import { rotateKeyOperation } from '#lib/server/api/key-operations.ts';
import { rotateKey } from '#lib/server/keys/make-key.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = (event) =>
  answerApi(event, rotateKeyOperation, async ({ hoist, person, idempotencyKey, body }) => ({
    body: await rotateKey(hoist, person, { id: event.params.id, input: body(), idempotencyKey }),
  }));
