import { booleanFlag, serve, settingFor } from './api.ts';
import type { Sending } from './api.ts';
import { administrator } from './session.ts';
import { settingForm } from './setting-form.ts';

/** `sign-in` is the way there, a number the status of a refusal; `ok` is done, or stopped by what somebody else did first. */
export type Outcome = 'ok' | 'sign-in' | 401 | 403 | 410;

/** What anonymous, viewer, editor, publisher and administrator get. */
export type Outcomes = readonly [Outcome, Outcome, Outcome, Outcome, Outcome];

/** One route of {@link listRoutes}, asked as given, and what each role gets. */
export type RightsRow = readonly [route: string, path: string, outcomes: Outcomes, sending?: Sending];

const everybody: Outcomes = ['ok', 'ok', 'ok', 'ok', 'ok'];
const nobody: Outcomes = [410, 410, 410, 410, 410];
const api = {
  viewer: [401, 'ok', 'ok', 'ok', 'ok'],
  editor: [401, 403, 'ok', 'ok', 'ok'],
  publisher: [401, 403, 403, 'ok', 'ok'],
  admin: [401, 403, 403, 403, 'ok'],
} as const satisfies Record<string, Outcomes>;
const page = {
  viewer: ['sign-in', 'ok', 'ok', 'ok', 'ok'],
  editor: ['sign-in', 403, 'ok', 'ok', 'ok'],
  publisher: ['sign-in', 403, 403, 'ok', 'ok'],
  admin: ['sign-in', 403, 403, 403, 'ok'],
} as const satisfies Record<string, Outcomes>;

/** Based on what nobody has: who may change it is told of a conflict, and nothing is changed. */
const ifMatch = `"${'0'.repeat(64)}"`;
const stale = { ifMatch: '0'.repeat(64) };
const setting = settingFor([], serve('on'));
const entry = { kind: 'flag', key: 'checkout', published: 7, latest: 8 };

function form(fields: Readonly<Record<string, string>> = {}): Sending {
  return {
    raw: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
  };
}

const dev = { environment: 'dev', comment: 'x' };
const prod = { environment: 'prod', comment: 'x' };
const key = { name: 'app', scope: 'server' };
const guest = { name: 'Guest', email: 'form@example.com', role: 'viewer' };
const { password } = administrator;
const named = '/api/v1/flags/[key]';
const placed = '/api/v1/flags/[key]/environments/[environment]';
const pending = '/api/v1/environments/[environment]/pending';
const inDev = '/api/v1/flags/checkout/environments/dev';
const inProd = '/api/v1/flags/checkout/environments/prod';

const apiRows: readonly RightsRow[] = [
  ['GET /api/openapi.json', '/api/openapi.json', api.viewer],
  ['GET /api/v1/environments', '/api/v1/environments', api.viewer],
  [`GET ${pending}`, '/api/v1/environments/prod/pending', api.viewer],
  [`POST ${pending}`, '/api/v1/environments/dev/pending', api.editor, { body: { entries: [entry] } }],
  [
    `POST ${pending}`,
    '/api/v1/environments/prod/pending',
    api.publisher,
    { body: { entries: [entry], comment: 'x' } },
  ],
  ['GET /api/v1/epoch', '/api/v1/epoch', api.viewer],
  ['POST /api/v1/epoch', '/api/v1/epoch', api.admin, { body: { comment: 'x' } }],
  ['GET /api/v1/flags', '/api/v1/flags', api.viewer],
  ['POST /api/v1/flags', '/api/v1/flags', api.editor, { body: booleanFlag('made') }],
  [`GET ${named}`, '/api/v1/flags/checkout', api.viewer],
  [`PATCH ${named}`, '/api/v1/flags/checkout', api.editor, { ifMatch, body: { name: 'x' } }],
  [`DELETE ${named}`, '/api/v1/flags/checkout', api.editor, { ifMatch }],
  [`POST ${named}/archive`, '/api/v1/flags/checkout/archive', api.editor, { ifMatch }],
  [`POST ${named}/restore`, '/api/v1/flags/checkout/restore', api.editor, { ifMatch }],
  [`GET ${placed}`, inProd, api.viewer],
  [`PUT ${placed}`, inDev, api.editor, { ifMatch, body: { setting } }],
  [`PUT ${placed}`, inProd, api.publisher, { ifMatch, body: { setting, comment: 'x' } }],
  [`PATCH ${placed}`, inDev, api.editor, { ifMatch, body: { enabled: false } }],
  [`PATCH ${placed}`, inProd, api.publisher, { ifMatch, body: { enabled: false, comment: 'x' } }],
  [`GET ${named}/history`, '/api/v1/flags/checkout/history', api.viewer],
  [`GET ${named}/versions/[version]`, '/api/v1/flags/checkout/versions/{flag-version}', api.viewer],
  [`GET ${placed}/versions/[version]`, `${inProd}/versions/{prod-version}`, api.viewer],
  [
    `POST ${named}/versions/[version]/restore`,
    '/api/v1/flags/checkout/versions/{flag-version}/restore',
    api.editor,
    { ifMatch },
  ],
  [
    `POST ${placed}/versions/[version]/restore`,
    `${inDev}/versions/{dev-version}/restore`,
    api.editor,
    { ifMatch, body: {} },
  ],
  [
    `POST ${placed}/versions/[version]/restore`,
    `${inProd}/versions/{prod-version}/restore`,
    api.publisher,
    { ifMatch, body: { comment: 'x' } },
  ],
  ['GET /api/v1/bucket-groups', '/api/v1/bucket-groups', api.viewer],
  ['POST /api/v1/bucket-groups', '/api/v1/bucket-groups', api.editor, { body: { key: 'made' } }],
  ['GET /api/v1/bucket-groups/[key]', '/api/v1/bucket-groups/tests', api.viewer],
  [
    'PATCH /api/v1/bucket-groups/[key]',
    '/api/v1/bucket-groups/tests',
    api.editor,
    { ifMatch, body: { by: 'x' } },
  ],
  ['GET /api/v1/keys', '/api/v1/keys?environment=prod', api.viewer],
  ['POST /api/v1/keys', '/api/v1/keys', api.editor, { body: { ...key, environment: 'dev' } }],
  ['POST /api/v1/keys', '/api/v1/keys', api.publisher, { body: { ...key, environment: 'prod' } }],
  [
    'POST /api/v1/keys/[id]/rotate',
    '/api/v1/keys/{dev}/rotate',
    api.editor,
    { body: { environment: 'dev' } },
  ],
  [
    'POST /api/v1/keys/[id]/rotate',
    '/api/v1/keys/{prod}/rotate',
    api.publisher,
    { body: { environment: 'prod' } },
  ],
  ['DELETE /api/v1/keys/[id]', '/api/v1/keys/{dev}?environment=dev', api.editor],
  ['DELETE /api/v1/keys/[id]', '/api/v1/keys/{prod}?environment=prod', api.publisher],
  ['GET /api/v1/people', '/api/v1/people', api.viewer],
  ['POST /api/v1/people', '/api/v1/people', api.admin, { body: { ...guest, email: 'made@example.com' } }],
  ['GET /api/v1/people/[id]', '/api/v1/people/{guest}', api.viewer],
  ['PATCH /api/v1/people/[id]', '/api/v1/people/{guest}', api.admin, { ifMatch, body: { role: 'admin' } }],
  ['POST /api/v1/people/[id]/link', '/api/v1/people/{guest}/link', api.admin],
  ['DELETE /api/v1/people/[id]', '/api/v1/people/{other-guest}', api.admin],
  ['GET /api/v1/regions', '/api/v1/regions', api.viewer],
  ['PUT /api/v1/regions', '/api/v1/regions', api.editor, { ifMatch, body: { attribute: 'x' } }],
  ['GET /api/v1/segments', '/api/v1/segments', api.viewer],
  ['POST /api/v1/segments', '/api/v1/segments', api.editor, { body: { key: 'made', name: 'Made' } }],
  ['GET /api/v1/segments/[key]', '/api/v1/segments/germans', api.viewer],
  ['PATCH /api/v1/segments/[key]', '/api/v1/segments/germans', api.editor, { ifMatch, body: { name: 'x' } }],
  ['DELETE /api/v1/segments/[key]', '/api/v1/segments/germans', api.editor, { ifMatch }],
  ['GET /api/v1/segments/[key]/ids', '/api/v1/segments/germans/ids', api.viewer],
  [
    'POST /api/v1/segments/[key]/ids',
    '/api/v1/segments/germans/ids',
    api.editor,
    { raw: 'anna', headers: { 'content-type': 'text/plain' } },
  ],
  ['POST /api/v1/segments/[key]/archive', '/api/v1/segments/germans/archive', api.editor, { ifMatch }],
  ['POST /api/v1/segments/[key]/restore', '/api/v1/segments/germans/restore', api.editor, { ifMatch }],
  ['GET /api/v1/tokens', '/api/v1/tokens', api.viewer],
  ['POST /api/v1/tokens', '/api/v1/tokens', api.admin, { body: { name: 'made', role: 'hold' } }],
  ['DELETE /api/v1/tokens/[id]', '/api/v1/tokens/{token}', api.admin],
  ['GET /api/v1/versions/[environment]', '/api/v1/versions/prod', api.viewer],
];

const pageRows: readonly RightsRow[] = [
  ['GET /', '/', page.viewer],
  ['GET /account', '/account', page.viewer],
  ['GET /find', '/find?search=check', page.viewer],
  ['GET /flags', '/flags', page.viewer],
  ['GET /flags/new', '/flags/new', page.editor],
  ['GET /flags/[key]', '/flags/checkout', page.viewer],
  ['GET /flags/[key]/connect', '/flags/checkout/connect', page.viewer],
  ['GET /flags/[key]/copy', '/flags/checkout/copy?env=prod&from=dev', page.viewer],
  ['GET /flags/[key]/edit', '/flags/checkout/edit', page.editor],
  ['GET /flags/[key]/evaluations', '/flags/checkout/evaluations', page.viewer],
  ['GET /flags/[key]/history', '/flags/checkout/history', page.viewer],
  ['GET /insights', '/insights', page.viewer],
  ['GET /preferences', '/preferences', everybody],
  ['GET /reach/[environment]', '/reach/prod', page.viewer],
  ['GET /restored', '/restored', page.viewer],
  ['GET /review/[environment]', '/review/prod', page.viewer],
  ['GET /segments', '/segments', page.viewer],
  ['GET /segments/new', '/segments/new', page.editor],
  ['GET /segments/[key]', '/segments/germans', page.viewer],
  ['GET /settings', '/settings', page.viewer],
  ['GET /settings/bucket-groups', '/settings/bucket-groups', page.viewer],
  ['GET /settings/bucket-groups/new', '/settings/bucket-groups/new', page.editor],
  ['GET /settings/bucket-groups/[key]', '/settings/bucket-groups/tests', page.viewer],
  ['GET /settings/keys', '/settings/keys', page.viewer],
  ['GET /settings/people', '/settings/people', page.viewer],
  ['GET /settings/regions', '/settings/regions', page.viewer],
  ['GET /settings/tokens', '/settings/tokens', page.viewer],
  // Nobody has a link like this.
  ['GET /set-password', '/set-password?token=x', nobody],
  // The link that makes the first administrator has been used.
  ['GET /setup', '/setup', nobody],
  ['GET /sign-in', '/sign-in', everybody],
  ['GET /sign-out', '/sign-out', everybody],
];

const checkout = '/flags/checkout';
const save = { ...settingForm('on'), reviewed: 'true', ...stale };
const moment = { ...dev, at: '2031-01-01T00:00', zone: 'UTC' };
const copied = { from: 'staging', part: 'everyoneElse', reviewed: 'true', sourceEtag: 'x', ...stale };
const pause = { control: 'pause', reviewed: 'true', ...stale };
const off = { enabled: 'false', reviewed: 'true', ...stale };

const formRows: readonly RightsRow[] = [
  ['POST /flags/new?/edit', '/flags/new?/edit', page.editor, form({ edit: 'add' })],
  ['POST /flags/new?/save', '/flags/new?/save', page.editor, form({ name: 'Made', key: 'made' })],
  ['POST /flags/[key]?/switch', `${checkout}?/switch`, page.editor, form({ ...dev, ...off })],
  ['POST /flags/[key]?/switch', `${checkout}?/switch`, page.publisher, form({ ...prod, ...off })],
  ['POST /flags/[key]?/undo', `${checkout}?/undo`, page.editor, form({ ...dev, ...stale })],
  ['POST /flags/[key]?/undo', `${checkout}?/undo`, page.publisher, form({ ...prod, ...stale })],
  ['POST /flags/[key]?/rollout', `${checkout}?/rollout`, page.editor, form({ ...dev, ...pause })],
  ['POST /flags/[key]?/rollout', `${checkout}?/rollout`, page.publisher, form({ ...prod, ...pause })],
  ['POST /flags/[key]?/cancel', `${checkout}?/cancel`, page.viewer, form()],
  ['POST /flags/[key]/history?/cancel', `${checkout}/history?/cancel`, page.viewer, form()],
  ['POST /flags/[key]?/edit', `${checkout}?/edit`, page.viewer, form({ ...dev, ...settingForm('on') })],
  [
    'POST /flags/[key]?/preview',
    `${checkout}?/preview`,
    page.viewer,
    form({ ...prod, ...settingForm('on') }),
  ],
  ['POST /flags/[key]?/try', `${checkout}?/try`, page.viewer, form({ ...prod, ...settingForm('on') })],
  ['POST /flags/[key]?/save', `${checkout}?/save`, page.editor, form({ ...dev, ...save })],
  ['POST /flags/[key]?/save', `${checkout}?/save`, page.publisher, form({ ...prod, ...save })],
  [
    'POST /flags/[key]/history?/restore',
    `${checkout}/history?/restore`,
    page.editor,
    form({ ...dev, ...stale, version: '{dev-version}', reviewed: 'yes' }),
  ],
  [
    'POST /flags/[key]/history?/restore',
    `${checkout}/history?/restore`,
    page.publisher,
    form({ ...prod, ...stale, version: '{prod-version}', reviewed: 'yes' }),
  ],
  [
    'POST /flags/[key]/history?/definition',
    `${checkout}/history?/definition`,
    page.editor,
    form({ ...dev, ...stale, version: '{flag-version}' }),
  ],
  ['POST /flags/[key]/history?/past', `${checkout}/history?/past`, page.viewer, form(moment)],
  ['POST /flags/[key]/copy?/pick', `${checkout}/copy?/pick&env=prod&from=dev`, page.viewer, form()],
  ['POST /flags/[key]/copy?/save', `${checkout}/copy?/save`, page.editor, form({ ...dev, ...copied })],
  ['POST /flags/[key]/copy?/save', `${checkout}/copy?/save`, page.publisher, form({ ...prod, ...copied })],
  ['POST /flags/[key]/edit?/edit', `${checkout}/edit?/edit`, page.editor, form({ edit: 'add-version' })],
  ['POST /flags/[key]/edit?/save', `${checkout}/edit?/save`, page.editor, form({ name: 'x', ...stale })],
  ['POST /flags/[key]/edit?/archive', `${checkout}/edit?/archive`, page.editor, form(stale)],
  ['POST /flags/[key]/edit?/restore', `${checkout}/edit?/restore`, page.editor, form(stale)],
  ['POST /flags/[key]/edit?/delete', `${checkout}/edit?/delete`, page.editor, form(stale)],
  ['POST /flags/[key]/connect?/key', `${checkout}/connect?/key`, page.editor, form(dev)],
  ['POST /flags/[key]/connect?/key', `${checkout}/connect?/key`, page.publisher, form(prod)],
  ['POST /flags/[key]/connect?/ask', `${checkout}/connect?/ask`, page.viewer, form({ ...dev, key: 'x' })],
  [
    'POST /review/[environment]',
    '/review/dev',
    page.editor,
    form({ comment: 'x', entry: 'flag checkout 7 8' }),
  ],
  [
    'POST /review/[environment]',
    '/review/prod',
    page.publisher,
    form({ comment: 'x', entry: 'flag checkout 7 8' }),
  ],
  ['POST /restored?/raise', '/restored?/raise', page.admin, form({ comment: 'x' })],
  ['POST /segments/new?/edit', '/segments/new?/edit', page.editor, form({ edit: 'add' })],
  ['POST /segments/new?/save', '/segments/new?/save', page.editor, form({ name: 'Made', key: 'made' })],
  [
    'POST /segments/[key]?/ids',
    '/segments/germans?/ids',
    page.editor,
    form({ list: 'included', mode: 'add', ids: 'otto' }),
  ],
  ['POST /segments/[key]?/edit', '/segments/germans?/edit', page.viewer, form({ edit: 'add' })],
  [
    'POST /segments/[key]?/save',
    '/segments/germans?/save',
    page.editor,
    form({ name: 'Made', key: 'germans', ...stale }),
  ],
  [
    'POST /settings/bucket-groups/new?/edit',
    '/settings/bucket-groups/new?/edit',
    page.editor,
    form({ edit: 'add' }),
  ],
  [
    'POST /settings/bucket-groups/new?/save',
    '/settings/bucket-groups/new?/save',
    page.editor,
    form({ key: 'made', kind: 'same' }),
  ],
  [
    'POST /settings/bucket-groups/[key]?/edit',
    '/settings/bucket-groups/tests?/edit',
    page.viewer,
    form({ edit: 'add' }),
  ],
  [
    'POST /settings/bucket-groups/[key]?/save',
    '/settings/bucket-groups/tests?/save',
    page.editor,
    form({ key: 'tests', kind: 'same', ...stale }),
  ],
  ['POST /settings/keys?/create', '/settings/keys?/create', page.editor, form({ ...dev, ...key })],
  ['POST /settings/keys?/create', '/settings/keys?/create', page.publisher, form({ ...prod, ...key })],
  ['POST /settings/keys?/rotate', '/settings/keys?/rotate', page.editor, form({ ...dev, id: '{dev}' })],
  ['POST /settings/keys?/rotate', '/settings/keys?/rotate', page.publisher, form({ ...prod, id: '{prod}' })],
  ['POST /settings/keys?/revoke', '/settings/keys?/revoke', page.editor, form({ ...dev, id: '{dev}' })],
  ['POST /settings/keys?/revoke', '/settings/keys?/revoke', page.publisher, form({ ...prod, id: '{prod}' })],
  ['POST /settings/regions?/edit', '/settings/regions?/edit', page.viewer, form({ edit: 'add' })],
  [
    'POST /settings/regions?/save',
    '/settings/regions?/save',
    page.editor,
    form({ attribute: 'country', ...stale }),
  ],
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
  ['POST /preferences', '/preferences', everybody, form({ theme: 'dark' })],
  ['POST /failed', '/failed', page.viewer, { body: { path: '/', reason: 'x' } }],
  ['POST /setup', '/setup', nobody, form(administrator)],
  ['POST /sign-in', '/sign-in', everybody, form(administrator)],
  // Last: it ends the sessions that the others are asked with.
  ['POST /sign-out', '/sign-out', everybody, form()],
];

/** Who may do what, by API and by page: one row a route, two where a protected environment asks for more. */
export const routeRights: readonly RightsRow[] = [...apiRows, ...pageRows, ...formRows];
