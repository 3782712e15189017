import { answerApi } from '#lib/server/api/answer-api.ts';
import { createKey, listKeys } from '#lib/server/use-cases/keys.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerApi(event, ({ hoist, url }) => ({
    body: { keys: listKeys(hoist, url.searchParams.get('environment') ?? '') },
  }));

export const POST: RequestHandler = (event) =>
  answerApi(event, async ({ hoist, person, act, body }) => ({
    status: 201,
    body: await createKey(hoist, person, await body(), act),
  }));
