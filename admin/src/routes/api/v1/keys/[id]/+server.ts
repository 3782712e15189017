import { answerApi } from '#lib/server/api/answer-api.ts';
import { readRevocation, withParameters } from '#lib/server/api/inputs.ts';
import { revokeKey } from '#lib/server/keys/revoke-key.ts';
import type { RequestHandler } from './$types';

export const DELETE: RequestHandler = (event) =>
  answerApi(event, async ({ hoist, person, idempotencyKey, url }) => {
    const { environment, raiseEpoch } = readRevocation(url);
    const revocation = { environment, id: event.params.id, idempotencyKey, raiseEpoch };
    await withParameters(() => revokeKey(hoist, person, revocation));
    return {};
  });
