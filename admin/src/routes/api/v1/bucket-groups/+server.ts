import { answerApi } from '#lib/server/api/answer-api.ts';
import { createGroup, listGroups } from '#lib/server/bucket-groups/bucket-groups.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerApi(event, ({ hoist }) => ({ body: { groups: listGroups(hoist) } }));

export const POST: RequestHandler = (event) =>
  answerApi(event, async ({ hoist, person, idempotencyKey, body }) => {
    const group = await createGroup(hoist, person, body(), idempotencyKey);
    return { status: 201, body: group, etag: group.etag };
  });
