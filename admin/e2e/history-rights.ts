import { api, form, page } from './rights-row.ts';
import type { RightsRow } from './rights-row.ts';

const sides = { from: 'dev', to: 'prod', fromEtag: 'x', toEtag: 'x' };

/** Who may read what was changed, and compare environments. */
export const historyRights: readonly RightsRow[] = [
  ['GET /api/v1/comparison', '/api/v1/comparison?from=dev&to=prod', api.viewer],
  [
    'PUT /api/v1/flags/[key]/difference',
    '/api/v1/flags/checkout/difference',
    api.editor,
    { body: { ...sides, intended: true } },
  ],
  ['GET /api/v1/history', '/api/v1/history?thing=flag', api.viewer],
  ['GET /api/v1/history/export', '/api/v1/history/export', api.viewer],
  ['GET /compare', '/compare?from=dev&to=prod', page.viewer],
  [
    'POST /compare?/mark',
    '/compare?/mark',
    page.editor,
    form({ ...sides, flag: 'checkout', intended: 'yes' }),
  ],
  ['GET /history', '/history?q=checkout', page.viewer],
];
