import { answerApi } from '#lib/server/api/answer-api.ts';
import {
  createBucketGroupOperation,
  listBucketGroupsOperation,
} from '#lib/server/api/bucket-group-operations.ts';
import { toPage } from '#lib/server/api/page.ts';
import { createBucketGroup, readBucketGroup } from '#lib/server/bucket-groups/bucket-groups.ts';
import { readDefinitions } from '#lib/server/definitions/definitions.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerApi(event, listBucketGroupsOperation, ({ hoist, query }) => ({
    body: toPage([...readDefinitions(hoist.definitions).bucketGroups.keys()], query, {
      list: 'bucket-groups',
      positionOf: (key) => [0, '', key],
      show: (key) => readBucketGroup(hoist, key),
    }),
  }));

export const POST: RequestHandler = (event) =>
  answerApi(event, createBucketGroupOperation, async ({ hoist, person, idempotencyKey, body }) => {
    const group = await createBucketGroup(hoist, person, body(), idempotencyKey);
    return { body: group, etag: group.etag };
  });
