import { answerApi } from '#lib/server/api/answer-api.ts';
import { segmentArchive } from '#lib/server/api/segment-operations.ts';
import { restoreDefinition } from '#lib/server/archive/archive.ts';
import { readSegment } from '#lib/server/segments/segments.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = (event) =>
  answerApi(event, segmentArchive.restore, async ({ hoist, person, idempotencyKey, ifMatch, noBody }) => {
    const { key } = event.params;
    noBody();
    await restoreDefinition(hoist, person, { kind: 'segment', key, ifMatch: ifMatch(), idempotencyKey });
    const segment = readSegment(hoist, key);
    return { body: segment, etag: segment.etag };
  });
