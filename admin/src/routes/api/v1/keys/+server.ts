import { answerApi } from '#lib/server/api/answer-api.ts';
import { readEnvironment } from '#lib/server/api/inputs.ts';
import { listKeys } from '#lib/server/keys/keys.ts';
import { createKey } from '#lib/server/keys/make-key.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerApi(event, async ({ hoist, url }) => ({
    body: { keys: await listKeys(hoist, readEnvironment(url)) },
  }));

export const POST: RequestHandler = (event) =>
  answerApi(event, async ({ hoist, person, idempotencyKey, body }) => ({
    status: 201,
    body: await createKey(hoist, person, body(), idempotencyKey),
  }));
