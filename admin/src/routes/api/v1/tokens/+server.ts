import { answerApi } from '#lib/server/api/answer-api.ts';
import { toPage } from '#lib/server/api/page.ts';
import { createTokenOperation, listTokensOperation } from '#lib/server/api/token-operations.ts';
import { createToken, listTokens } from '#lib/server/tokens/tokens.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerApi(event, listTokensOperation, async ({ hoist, query }) => ({
    body: toPage(await listTokens(hoist), query, {
      list: 'tokens',
      positionOf: ({ createdAt, id }) => [-Date.parse(createdAt), '', id],
      show: (token) => token,
    }),
  }));

export const POST: RequestHandler = (event) =>
  answerApi(event, createTokenOperation, async ({ hoist, person, idempotencyKey, body }) => ({
    body: await createToken(hoist, person, body(), idempotencyKey),
  }));
