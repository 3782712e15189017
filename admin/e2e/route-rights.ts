import { accessRights } from './access-rights.ts';
import { historyRights } from './history-rights.ts';
import { settingsRights } from './settings-rights.ts';
import { booleanFlag, serve, settingFor } from './api.ts';
import { api, everybody, form, page } from './rights-row.ts';
import type { RightsRow } from './rights-row.ts';
import { settingForm } from './setting-form.ts';

/** Based on what nobody has: who may change it is told of a conflict, and nothing is changed. */
const ifMatch = `"${'0'.repeat(64)}"`;
const stale = { ifMatch: '0'.repeat(64) };
const setting = settingFor([], serve('on'));
const entry = { kind: 'flag', key: 'checkout', published: 7, latest: 8 };

const dev = { environment: 'dev', comment: 'x' };
const prod = { environment: 'prod', comment: 'x' };
const key = { name: 'app', scope: 'server' };
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
  ['GET /api/v1/versions/[environment]', '/api/v1/versions/prod', api.viewer],
];

const pageRows: readonly RightsRow[] = [
  ['GET /', '/', page.viewer],
  ['GET /find', '/find?search=check', page.viewer],
  ['GET /flags', '/flags', page.viewer],
  ['GET /flags/new', '/flags/new', page.editor],
  ['GET /flags/[key]', '/flags/checkout', page.viewer],
  ['GET /flags/[key]/choices', '/flags/checkout/choices?search=a', page.viewer],
  ['GET /flags/[key]/connect', '/flags/checkout/connect', page.viewer],
  ['GET /flags/[key]/copy', '/flags/checkout/copy?env=prod&from=dev', page.viewer],
  ['GET /flags/[key]/edit', '/flags/checkout/edit', page.editor],
  ['GET /flags/[key]/evaluations', '/flags/checkout/evaluations', page.viewer],
  ['GET /flags/[key]/history', '/flags/checkout/history', page.viewer],
  ['GET /insights', '/insights', page.viewer],
  ['GET /preferences', '/preferences', everybody],
  ['GET /reach/[environment]', '/reach/prod', page.viewer],
  ['GET /regions', '/regions?region=BR', page.viewer],
  ['GET /restored', '/restored', page.viewer],
  ['GET /review/[environment]', '/review/prod', page.viewer],
  ['GET /segments', '/segments', page.viewer],
  ['GET /segments/new', '/segments/new', page.editor],
  ['GET /segments/[key]', '/segments/germans', page.viewer],
  ['GET /segments/[key]/history', '/segments/germans/history', page.viewer],
  ['GET /settings', '/settings', page.viewer],
  ['GET /settings/bucket-groups', '/settings/bucket-groups', page.viewer],
  ['GET /settings/bucket-groups/new', '/settings/bucket-groups/new', page.editor],
  ['GET /settings/bucket-groups/[key]', '/settings/bucket-groups/tests', page.viewer],
  ['GET /settings/keys', '/settings/keys', page.viewer],
  ['GET /settings/regions', '/settings/regions', page.viewer],
];

const checkout = '/flags/checkout';
const save = { ...settingForm('on'), reviewed: 'true', ...stale };
const moment = { ...dev, at: '2031-01-01T00:00', zone: 'UTC' };
const copied = { from: 'staging', part: 'everyoneElse', reviewed: 'true', sourceEtag: 'x', ...stale };
const pause = { control: 'pause', reviewed: 'true', ...stale };
const off = { enabled: 'false', reviewed: 'true', ...stale };

const formRows: readonly RightsRow[] = [
  [
    'POST /flags?/change',
    '/flags?/change',
    page.editor,
    form({ change: 'add-tag', value: 'x', flag: 'checkout x' }),
  ],
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
  ['POST /segments/new?/try', '/segments/new?/try', page.editor, form({ personId: 'u-1' })],
  ['POST /segments/[key]?/try', '/segments/germans?/try', page.viewer, form({ personId: 'u-1' })],
  ['POST /segments/new?/save', '/segments/new?/save', page.editor, form({ name: 'Made', key: 'made' })],
  [
    'POST /segments/[key]?/ids',
    '/segments/germans?/ids',
    page.editor,
    form({ list: 'included', mode: 'add', ids: 'otto' }),
  ],
  ['POST /segments/[key]?/archive', '/segments/germans?/archive', page.editor, form(stale)],
  ['POST /segments/[key]?/restore', '/segments/germans?/restore', page.editor, form(stale)],
  ['POST /segments/[key]?/delete', '/segments/germans?/delete', page.editor, form(stale)],
  [
    'POST /segments/[key]/history?/restore',
    '/segments/germans/history?/restore',
    page.editor,
    form({ version: '{segment-version}', ...stale }),
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
  ['POST /preferences', '/preferences', everybody, form({ theme: 'dark' })],
  ['POST /failed', '/failed', page.viewer, { body: { path: '/', reason: 'x' } }],
];

/** Who may do what, by API and by page: one row a route, two where a protected environment asks for more. */
export const routeRights: readonly RightsRow[] = [
  ...apiRows,
  ...pageRows,
  ...formRows,
  // Signing out comes last.
  ...historyRights,
  ...settingsRights,
  ...accessRights,
];
