import { answerApi } from '#lib/server/api/answer-api.ts';
import { createGroupOperation, listGroupsOperation } from '#lib/server/api/bucket-group-operations.ts';
import { toPage } from '#lib/server/api/page.ts';
import { createGroup, readGroup } from '#lib/server/bucket-groups/bucket-groups.ts';
import { readDefinitions } from '#lib/server/definitions/definitions.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerApi(event, listGroupsOperation, ({ hoist, query }) => ({
    body: toPage([...readDefinitions(hoist.definitions).bucketGroups.keys()], query, {
      positionOf: (key) => [0, '', key],
      show: (key) => readGroup(hoist, key),
    }),
  }));

export const POST: RequestHandler = (event) =>
  answerApi(event, createGroupOperation, async ({ hoist, person, idempotencyKey, body }) => {
    const group = await createGroup(hoist, person, body(), idempotencyKey);
    return { body: group, etag: group.etag };
  });
