import { answerApi } from '#lib/server/api/answer-api.ts';
import { revokeKeyOperation } from '#lib/server/api/key-operations.ts';
import { withParameters } from '#lib/server/api/query.ts';
import { revokeKey } from '#lib/server/keys/revoke-key.ts';
import type { RequestHandler } from './$types';

export const DELETE: RequestHandler = (event) =>
  answerApi(event, revokeKeyOperation, async ({ hoist, person, idempotencyKey, query }) => {
    const { environment } = query;
    const raiseEpoch = query.raiseEpoch === 'true';
    const revocation = { environment, id: event.params.id, idempotencyKey, raiseEpoch };
    await withParameters(() => revokeKey(hoist, person, revocation));
    return {};
  });
