import { answerApi } from '#lib/server/api/answer-api.ts';
import { listVersionsOperation } from '#lib/server/api/environment-operations.ts';
import { listVersions } from '#lib/server/publishing/versions.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerApi(event, listVersionsOperation, async ({ hoist, query }) => {
    const { versions, hasMore } = await listVersions(hoist, event.params.environment, query);
    return { body: { items: versions, next: hasMore ? String(versions.at(-1)?.version) : null } };
  });
