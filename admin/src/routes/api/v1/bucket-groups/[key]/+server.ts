import { answerApi } from '#lib/server/api/answer-api.ts';
import { changeGroupOperation, readGroupOperation } from '#lib/server/api/bucket-group-operations.ts';
import { changeGroup, readGroup } from '#lib/server/bucket-groups/bucket-groups.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerApi(event, readGroupOperation, ({ hoist }) => {
    const group = readGroup(hoist, event.params.key);
    return { body: group, etag: group.etag };
  });

export const PATCH: RequestHandler = (event) =>
  answerApi(event, changeGroupOperation, async ({ hoist, person, idempotencyKey, ifMatch, body }) => {
    const change = { key: event.params.key, ifMatch: ifMatch(), patch: body(), idempotencyKey };
    const group = await changeGroup(hoist, person, change);
    return { body: group, etag: group.etag };
  });
