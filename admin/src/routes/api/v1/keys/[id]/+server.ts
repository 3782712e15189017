import { answerApi } from '#lib/server/api/answer-api.ts';
import { revokeKey } from '#lib/server/use-cases/keys.ts';
import type { RequestHandler } from './$types';

export const DELETE: RequestHandler = (event) =>
  answerApi(event, async ({ hoist, person, act, url }) => {
    const environment = url.searchParams.get('environment') ?? '';
    await revokeKey(hoist, person, { environment, id: event.params.id, act });
    return {};
  });
