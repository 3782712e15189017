import { answerApi } from '#lib/server/api/answer-api.ts';
import { changeRegionsOperation, readRegionsOperation } from '#lib/server/api/region-operations.ts';
import { changeRegions, readRegionsView } from '#lib/server/regions/regions.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerApi(event, readRegionsOperation, ({ hoist }) => {
    const regions = readRegionsView(hoist);
    return { body: regions, etag: regions.etag };
  });

export const PUT: RequestHandler = (event) =>
  answerApi(event, changeRegionsOperation, async ({ hoist, person, idempotencyKey, ifMatch, body }) => {
    const regions = await changeRegions(hoist, person, {
      ifMatch: ifMatch(),
      regions: body(),
      idempotencyKey,
    });
    return { body: regions, etag: regions.etag };
  });
