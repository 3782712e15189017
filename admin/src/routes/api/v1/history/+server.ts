import { answerApi } from '#lib/server/api/answer-api.ts';
import { listChangesOperation } from '#lib/server/api/history-operations.ts';
import { listChanges, toListedChange } from '#lib/server/history/change-history.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerApi(event, listChangesOperation, async ({ hoist, query }) => {
    const { changes, next } = await listChanges(hoist, query);
    return { body: { items: changes.map(toListedChange), next } };
  });
