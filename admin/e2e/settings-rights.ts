import { api, form, page } from './rights-row.ts';
import type { RightsRow } from './rights-row.ts';

const stale = '0'.repeat(64);
const ifMatch = `"${stale}"`;
const one = '/api/v1/environments/[environment]';

/** Who may read guides, look at environments, relays and plugins, and change environments. */
export const settingsRights: readonly RightsRow[] = [
  ['POST /api/v1/environments', '/api/v1/environments', api.admin, { body: { key: 'made', name: 'Made' } }],
  [`GET ${one}`, '/api/v1/environments/dev', api.viewer],
  [`PATCH ${one}`, '/api/v1/environments/dev', api.admin, { ifMatch, body: { name: 'x' } }],
  ['GET /api/v1/relays', '/api/v1/relays', api.viewer],
  ['GET /api/v1/plugins', '/api/v1/plugins', api.viewer],
  ['GET /settings/environments', '/settings/environments', page.viewer],
  ['GET /settings/environments/new', '/settings/environments/new', page.admin],
  ['GET /settings/environments/[key]', '/settings/environments/dev', page.viewer],
  ['GET /settings/relays', '/settings/relays', page.viewer],
  ['GET /docs', '/docs', page.viewer],
  ['GET /docs/[guide]', '/docs/segments', page.viewer],
  ['GET /settings/plugins', '/settings/plugins', page.viewer],
  [
    'POST /settings/environments?/move',
    '/settings/environments?/move',
    page.admin,
    form({ key: 'dev', order: '1', ifMatch: stale }),
  ],
  [
    'POST /settings/environments/new?/save',
    '/settings/environments/new?/save',
    page.admin,
    form({ name: 'Formed', key: 'formed', colour: 'olive' }),
  ],
  [
    'POST /settings/environments/[key]?/save',
    '/settings/environments/dev?/save',
    page.admin,
    form({ name: 'x', key: 'dev', colour: 'blue', ifMatch: stale }),
  ],
];
