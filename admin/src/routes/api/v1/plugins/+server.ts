import { answerApi } from '#lib/server/api/answer-api.ts';
import { toPage } from '#lib/server/api/page.ts';
import { listPluginsOperation } from '#lib/server/api/relay-operations.ts';
import { listPlugins } from '#lib/server/plugins/list-plugins.ts';
import type { RequestHandler } from './$types';

const kinds = ['operator', 'strategy'];

export const GET: RequestHandler = (event) =>
  answerApi(event, listPluginsOperation, ({ hoist, query }) => ({
    body: toPage(listPlugins(hoist), query, {
      list: 'plugins',
      positionOf: ({ kind, group, title, name }) => [kinds.indexOf(kind), `${group} ${title}`, name],
      show: (plugin) => plugin,
    }),
  }));
