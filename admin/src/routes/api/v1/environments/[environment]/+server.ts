import { answerApi } from '#lib/server/api/answer-api.ts';
import {
  changeEnvironmentOperation,
  readEnvironmentOperation,
} from '#lib/server/api/environment-operations.ts';
import { changeEnvironment } from '#lib/server/environments/change-environment.ts';
import { readEnvironment } from '#lib/server/environments/environments.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerApi(event, readEnvironmentOperation, ({ hoist }) => {
    const environment = readEnvironment(hoist, event.params.environment);
    return { body: environment, etag: environment.etag };
  });

export const PATCH: RequestHandler = (event) =>
  answerApi(event, changeEnvironmentOperation, async ({ hoist, person, idempotencyKey, ifMatch, body }) => {
    const change = { key: event.params.environment, ifMatch: ifMatch(), patch: body(), idempotencyKey };
    const environment = await changeEnvironment(hoist, person, change);
    return { body: environment, etag: environment.etag };
  });
