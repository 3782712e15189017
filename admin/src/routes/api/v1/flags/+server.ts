import { answerApi } from '#lib/server/api/answer-api.ts';
import { createFlagOperation, listFlagsOperation } from '#lib/server/api/flag-operations.ts';
import { toListedFlag } from '#lib/server/api/list-rows.ts';
import { toPage } from '#lib/server/api/page.ts';
import { invalid } from '#lib/server/errors/use-case-error.ts';
import { findFlags } from '#lib/server/flags/flag-list.ts';
import { createFlag } from '#lib/server/flags/flags.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerApi(event, listFlagsOperation, async ({ hoist, person, query }) => {
    const { flags, rankOf, show, unknown } = await findFlags(hoist, person, query);
    const [message] = unknown;
    if (message !== undefined) throw invalid({ parameter: 'search', code: 'no-such-word', message });
    return {
      body: toPage(flags, query, {
        list: 'flags',
        positionOf: (flag) => [rankOf(flag), flag.name, flag.key],
        show: (flag) => toListedFlag(show(flag)),
      }),
    };
  });

export const POST: RequestHandler = (event) =>
  answerApi(event, createFlagOperation, async ({ hoist, person, idempotencyKey, body }) => {
    const flag = await createFlag(hoist, person, body(), idempotencyKey);
    return { body: flag, etag: flag.etag };
  });
