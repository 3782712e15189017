import { answerApi } from '#lib/server/api/answer-api.ts';
import { listHistoryOperation } from '#lib/server/api/history-operations.ts';
import { listFlagHistory } from '#lib/server/history/flag-history.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerApi(event, listHistoryOperation, async ({ hoist, query }) => {
    const { changes, next } = await listFlagHistory(hoist, { flag: event.params.key, ...query });
    return { body: { items: changes, next } };
  });
