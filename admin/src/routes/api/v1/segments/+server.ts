import { answerApi } from '#lib/server/api/answer-api.ts';
import { readSegmentQuery } from '#lib/server/api/inputs.ts';
import { toListedSegment } from '#lib/server/api/list-rows.ts';
import { createSegment, readSegmentPage } from '#lib/server/segments/segments.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerApi(event, ({ hoist, url }) => {
    const { segments, ...page } = readSegmentPage(hoist, readSegmentQuery(url));
    return { body: { ...page, segments: segments.map(toListedSegment) } };
  });

export const POST: RequestHandler = (event) =>
  answerApi(event, async ({ hoist, person, idempotencyKey, body }) => {
    const segment = await createSegment(hoist, person, body(), idempotencyKey);
    return { status: 201, body: segment, etag: segment.etag };
  });
