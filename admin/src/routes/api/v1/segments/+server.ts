import { answerApi } from '#lib/server/api/answer-api.ts';
import { createSegmentOperation, listSegmentsOperation } from '#lib/server/api/segment-operations.ts';
import { toListedSegment } from '#lib/server/api/list-rows.ts';
import { toPage } from '#lib/server/api/page.ts';
import { createSegment, findSegments, readSegment } from '#lib/server/segments/segments.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerApi(event, listSegmentsOperation, ({ hoist, query }) => ({
    body: toPage(findSegments(hoist, query), query, {
      list: 'segments',
      positionOf: ({ name, key }) => [0, name, key],
      show: ({ key }) => toListedSegment(readSegment(hoist, key)),
    }),
  }));

export const POST: RequestHandler = (event) =>
  answerApi(event, createSegmentOperation, async ({ hoist, person, idempotencyKey, body }) => {
    const segment = await createSegment(hoist, person, body(), idempotencyKey);
    return { body: segment, etag: segment.etag };
  });
