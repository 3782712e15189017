import { answerApi } from '#lib/server/api/answer-api.ts';
import {
  changeBucketGroupOperation,
  readBucketGroupOperation,
} from '#lib/server/api/bucket-group-operations.ts';
import { changeBucketGroup, readBucketGroup } from '#lib/server/bucket-groups/bucket-groups.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerApi(event, readBucketGroupOperation, ({ hoist }) => {
    const group = readBucketGroup(hoist, event.params.key);
    return { body: group, etag: group.etag };
  });

export const PATCH: RequestHandler = (event) =>
  answerApi(event, changeBucketGroupOperation, async ({ hoist, person, idempotencyKey, ifMatch, body }) => {
    const change = { key: event.params.key, ifMatch: ifMatch(), patch: body(), idempotencyKey };
    const group = await changeBucketGroup(hoist, person, change);
    return { body: group, etag: group.etag };
  });
