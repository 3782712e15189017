import { answerApi } from '#lib/server/api/answer-api.ts';
import { createKeyOperation, listKeysOperation } from '#lib/server/api/key-operations.ts';
import { toPage } from '#lib/server/api/page.ts';
import { listKeys } from '#lib/server/keys/keys.ts';
import { createKey } from '#lib/server/keys/make-key.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerApi(event, listKeysOperation, async ({ hoist, query }) => ({
    body: toPage(await listKeys(hoist, query.environment), query, {
      list: 'keys',
      positionOf: ({ createdAt, id }) => [-Date.parse(createdAt), '', id],
      show: (key) => key,
    }),
  }));

export const POST: RequestHandler = (event) =>
  answerApi(event, createKeyOperation, async ({ hoist, person, idempotencyKey, body }) => ({
    body: await createKey(hoist, person, body(), idempotencyKey),
  }));
