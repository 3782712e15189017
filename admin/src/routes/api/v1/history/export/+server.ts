import { answerApi } from '#lib/server/api/answer-api.ts';
import { exportChangesOperation } from '#lib/server/api/history-operations.ts';
import { exportHistory } from '#lib/server/history/export-history.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerApi(event, exportChangesOperation, async ({ hoist, query }) => ({
    text: await exportHistory(hoist, query),
    fileName: 'hoist-history.jsonl',
  }));
