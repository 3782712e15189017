import { answerApi } from '#lib/server/api/answer-api.ts';
import { listComparisonOperation } from '#lib/server/api/comparison-operations.ts';
import { listComparison } from '#lib/server/api/list-comparison.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerApi(event, listComparisonOperation, async ({ hoist, query }) => ({
    body: await listComparison(hoist, query),
  }));
