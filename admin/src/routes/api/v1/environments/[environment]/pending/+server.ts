import { answerApi } from '#lib/server/api/answer-api.ts';
import { listPendingOperation, publishPendingOperation } from '#lib/server/api/environment-operations.ts';
import { toPage } from '#lib/server/api/page.ts';
import type { PageQuery } from '#lib/server/api/page.ts';
import { readReview } from '#lib/server/api/review-input.ts';
import type { AdminContext } from '../../../../../../lib/server/context.ts';
import { definitionKinds } from '#lib/server/definitions/definition-kind.ts';
import { publishPending } from '#lib/server/pending/publish-pending.ts';
import { describePending } from '#lib/server/pending/list-pending.ts';
import { findPendingForPeople } from '#lib/server/publishing/pending.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerApi(event, listPendingOperation, ({ hoist, query }) => ({
    body: listPage(hoist, event.params.environment, query),
  }));

export const POST: RequestHandler = (event) =>
  answerApi(event, publishPendingOperation, async ({ hoist, person, idempotencyKey, body }) => {
    const { environment } = event.params;
    await publishPending(hoist, person, {
      environment,
      ...readReview(body()),
      idempotencyKey,
    });
    return { body: listPage(hoist, environment, { limit: 100 }) };
  });

function listPage(hoist: AdminContext, environment: string, query: PageQuery) {
  const { items, next } = toPage(findPendingForPeople(hoist, environment), query, {
    list: 'pending',
    positionOf: ({ kind, key }) => [definitionKinds.indexOf(kind), '', key],
    show: (entry) => entry,
  });
  return { items: describePending(hoist, environment, items), next };
}
