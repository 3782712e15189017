import { answerApi } from '#lib/server/api/answer-api.ts';
import { changeFlagOperation, flagArchive, readFlagOperation } from '#lib/server/api/flag-operations.ts';
import { deleteDefinition } from '#lib/server/archive/archive.ts';
import { readFlag } from '#lib/server/flags/flag-views.ts';
import { changeFlag } from '#lib/server/flags/flags.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerApi(event, readFlagOperation, ({ hoist }) => {
    const flag = readFlag(hoist, event.params.key);
    return { body: flag, etag: flag.etag };
  });

export const PATCH: RequestHandler = (event) =>
  answerApi(event, changeFlagOperation, async ({ hoist, person, idempotencyKey, ifMatch, body }) => {
    const flag = await changeFlag(hoist, person, {
      key: event.params.key,
      ifMatch: ifMatch(),
      patch: body(),
      idempotencyKey,
    });
    return { body: flag, etag: flag.etag };
  });

export const DELETE: RequestHandler = (event) =>
  answerApi(event, flagArchive.delete, async ({ hoist, person, idempotencyKey, ifMatch, noBody }) => {
    noBody();
    await deleteDefinition(hoist, person, {
      kind: 'flag',
      key: event.params.key,
      ifMatch: ifMatch(),
      idempotencyKey,
    });
    return {};
  });
