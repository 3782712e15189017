import { answerApi } from '#lib/server/api/answer-api.ts';
import { revokeTokenOperation } from '#lib/server/api/token-operations.ts';
import { revokeToken } from '#lib/server/tokens/tokens.ts';
import type { RequestHandler } from './$types';

export const DELETE: RequestHandler = (event) =>
  answerApi(event, revokeTokenOperation, async ({ hoist, person, idempotencyKey, noBody }) => {
    noBody();
    await revokeToken(hoist, person, { id: event.params.id, idempotencyKey });
    return {};
  });
