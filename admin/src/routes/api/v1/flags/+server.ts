import { answerApi } from '#lib/server/api/answer-api.ts';
import { readPage } from '#lib/server/api/inputs.ts';
import { toListedFlag } from '#lib/server/api/list-rows.ts';
import { listFlags } from '#lib/server/flags/flag-list.ts';
import { createFlag } from '#lib/server/flags/flags.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerApi(event, async ({ hoist, person, url }) => {
    const { flags, ...page } = await listFlags(hoist, person, readPage(url));
    return { body: { ...page, flags: flags.map(toListedFlag) } };
  });

export const POST: RequestHandler = (event) =>
  answerApi(event, async ({ hoist, person, idempotencyKey, body }) => {
    const flag = await createFlag(hoist, person, body(), idempotencyKey);
    return { status: 201, body: flag, etag: flag.etag };
  });
