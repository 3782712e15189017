import { answerApi } from '#lib/server/api/answer-api.ts';
import { flagArchive } from '#lib/server/api/flag-operations.ts';
import { archiveDefinition } from '#lib/server/archive/archive.ts';
import { readFlag } from '#lib/server/flags/flag-views.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = (event) =>
  answerApi(event, flagArchive.archive, async ({ hoist, person, idempotencyKey, ifMatch, noBody }) => {
    const { key } = event.params;
    noBody();
    await archiveDefinition(hoist, person, { kind: 'flag', key, ifMatch: ifMatch(), idempotencyKey });
    const flag = readFlag(hoist, key);
    return { body: flag, etag: flag.etag };
  });
