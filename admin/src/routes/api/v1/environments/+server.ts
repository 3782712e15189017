import { answerApi } from '#lib/server/api/answer-api.ts';
import {
  createEnvironmentOperation,
  listEnvironmentsOperation,
} from '#lib/server/api/environment-operations.ts';
import { toPage } from '#lib/server/api/page.ts';
import { createEnvironment } from '#lib/server/environments/change-environment.ts';
import { listEnvironments } from '#lib/server/environments/environments.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerApi(event, listEnvironmentsOperation, ({ hoist, query }) => ({
    body: toPage(listEnvironments(hoist), query, {
      list: 'environments',
      positionOf: ({ environment: { order, name, key } }) => [order, name, key],
      show: (environment) => environment,
    }),
  }));

export const POST: RequestHandler = (event) =>
  answerApi(event, createEnvironmentOperation, async ({ hoist, person, idempotencyKey, body }) => {
    const environment = await createEnvironment(hoist, person, body(), idempotencyKey);
    return { body: environment, etag: environment.etag };
  });
