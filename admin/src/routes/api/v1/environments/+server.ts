import { answerApi } from '#lib/server/api/answer-api.ts';
import { listEnvironments } from '#lib/server/environments/environments.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerApi(event, ({ hoist }) => ({ body: { environments: listEnvironments(hoist) } }));
