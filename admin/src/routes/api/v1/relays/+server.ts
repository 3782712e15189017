import { answerApi } from '#lib/server/api/answer-api.ts';
import { toPage } from '#lib/server/api/page.ts';
import { listRelaysOperation } from '#lib/server/api/relay-operations.ts';
import { listRelays } from '#lib/server/environments/list-relays.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = (event) =>
  answerApi(event, listRelaysOperation, async ({ hoist, query }) => ({
    body: toPage(await listRelays(hoist), query, {
      list: 'relays',
      positionOf: ({ id }) => [0, '', id],
      show: (relay) => relay,
    }),
  }));
