import { api, everybody, form, nobody, page } from './rights-row.ts';
import type { RightsRow } from './rights-row.ts';
import { administrator } from './session.ts';

/** Based on what nobody has. */
const ifMatch = `"${'0'.repeat(64)}"`;
const guest = { name: 'Guest', email: 'form@example.com', role: 'viewer' };
const { password } = administrator;

/** Who may sign in, change people and make API tokens: one row a route. */
export const accessRights: readonly RightsRow[] = [
  ['GET /api/v1/people', '/api/v1/people', api.viewer],
  ['POST /api/v1/people', '/api/v1/people', api.admin, { body: { ...guest, email: 'made@example.com' } }],
  ['GET /api/v1/people/[id]', '/api/v1/people/{guest}', api.viewer],
  ['PATCH /api/v1/people/[id]', '/api/v1/people/{guest}', api.admin, { ifMatch, body: { role: 'admin' } }],
  ['POST /api/v1/people/[id]/link', '/api/v1/people/{guest}/link', api.admin],
  ['DELETE /api/v1/people/[id]', '/api/v1/people/{other-guest}', api.admin],
  ['GET /api/v1/tokens', '/api/v1/tokens', api.viewer],
  ['POST /api/v1/tokens', '/api/v1/tokens', api.admin, { body: { name: 'made', role: 'hold' } }],
  ['DELETE /api/v1/tokens/[id]', '/api/v1/tokens/{token}', api.admin],
  ['GET /account', '/account', page.viewer],
  ['GET /settings/people', '/settings/people', page.viewer],
  ['GET /settings/tokens', '/settings/tokens', page.viewer],
  // Nobody has a link like this.
  ['GET /set-password', '/set-password?token=x', nobody],
  // The link that makes the first administrator has been used.
  ['GET /setup', '/setup', nobody],
  ['GET /sign-in', '/sign-in', everybody],
  ['GET /sign-out', '/sign-out', everybody],
  ['POST /settings/people?/invite', '/settings/people?/invite', page.admin, form(guest)],
  ['POST /settings/people?/link', '/settings/people?/link', page.admin, form({ id: '{guest}' })],
  [
    'POST /settings/people?/role',
    '/settings/people?/role',
    page.admin,
    form({ id: '{guest}', role: 'editor' }),
  ],
  ['POST /settings/people?/disable', '/settings/people?/disable', page.admin, form({ id: '{guest}' })],
  ['POST /settings/people?/enable', '/settings/people?/enable', page.admin, form({ id: '{guest}' })],
  ['POST /settings/people?/withdraw', '/settings/people?/withdraw', page.admin, form({ id: '{guest}' })],
  [
    'POST /settings/tokens?/create',
    '/settings/tokens?/create',
    page.admin,
    form({ name: 'made', role: 'hold', days: '30' }),
  ],
  ['POST /settings/tokens?/revoke', '/settings/tokens?/revoke', page.admin, form({ id: '{token}' })],
  ['POST /account?/name', '/account?/name', page.viewer, form({ name: 'Renamed' })],
  ['POST /account?/password', '/account?/password', page.viewer, form({ old: password, password })],
  ['POST /account?/end', '/account?/end', page.viewer, form()],
  ['POST /set-password', '/set-password?token=x', nobody, form({ name: 'Eve', password })],
  ['POST /setup', '/setup', nobody, form(administrator)],
  ['POST /sign-in', '/sign-in', everybody, form(administrator)],
  // Last: it ends the sessions that the others are asked with.
  ['POST /sign-out', '/sign-out', everybody, form()],
];
