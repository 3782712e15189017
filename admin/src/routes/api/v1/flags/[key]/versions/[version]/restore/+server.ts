import { answerApi } from '#lib/server/api/answer-api.ts';
import { restoreFlagVersionOperation } from '#lib/server/api/history-operations.ts';
import { readVersion } from '#lib/server/api/read-version.ts';
import { restoreFlag } from '#lib/server/history/restore-flag.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = (event) =>
  answerApi(
    event,
    restoreFlagVersionOperation,
    async ({ hoist, person, idempotencyKey, ifMatch, noBody }) => {
      const { key, version } = event.params;
      noBody();
      const based = { ifMatch: ifMatch(), idempotencyKey };
      const flag = await restoreFlag(hoist, person, { key, version: readVersion(version), ...based });
      return { body: flag, etag: flag.etag };
    },
  );
