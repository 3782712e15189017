import { answerApi } from '#lib/server/api/answer-api.ts';
import {
  changeSegmentOperation,
  readSegmentOperation,
  segmentArchive,
} from '#lib/server/api/segment-operations.ts';
import { deleteDefinition } from '#lib/server/archive/archive.ts';
import { changeSegment, readSegment } from '#lib/server/segments/segments.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerApi(event, readSegmentOperation, ({ hoist }) => {
    const segment = readSegment(hoist, event.params.key);
    return { body: segment, etag: segment.etag };
  });

export const PATCH: RequestHandler = (event) =>
  answerApi(event, changeSegmentOperation, async ({ hoist, person, idempotencyKey, ifMatch, body }) => {
    const change = { key: event.params.key, ifMatch: ifMatch(), patch: body(), idempotencyKey };
    const segment = await changeSegment(hoist, person, change);
    return { body: segment, etag: segment.etag };
  });

export const DELETE: RequestHandler = (event) =>
  answerApi(event, segmentArchive.delete, async ({ hoist, person, idempotencyKey, ifMatch, noBody }) => {
    noBody();
    await deleteDefinition(hoist, person, {
      kind: 'segment',
      key: event.params.key,
      ifMatch: ifMatch(),
      idempotencyKey,
    });
    return {};
  });
