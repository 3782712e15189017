import { answerApi } from '#lib/server/api/answer-api.ts';
import { readEnvironment } from '#lib/server/api/inputs.ts';
import { createKey, listKeys } from '#lib/server/use-cases/keys.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerApi(event, ({ hoist, url }) => ({ body: { keys: listKeys(hoist, readEnvironment(url)) } }));

export const POST: RequestHandler = (event) =>
  answerApi(event, async ({ hoist, person, act, body }) => ({
    status: 201,
    body: await createKey(hoist, person, body(), act),
  }));
