import { Api, booleanFlag, serve, settingFor } from '../api.ts';
import type { Sending } from '../api.ts';
import { administrator } from '../session.ts';
import { each, sendRaw, toRequest } from './hostile-input.ts';
import type { Target, Tried } from './hostile-input.ts';

const form = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };

async function post({ viewer }: Target, path: string, sending: Sending): Promise<string> {
  return String((await viewer.send('POST', path, sending)).status);
}

async function gets({ api }: Target, ...paths: readonly string[]): Promise<string> {
  return each(paths, async (path) => String((await api.get(path)).status));
}

const created = (target: Target, ...bodies: readonly Readonly<Record<string, unknown>>[]) =>
  each(bodies, async (body) => String((await target.api.send('POST', '/api/v1/flags', { body })).status));

/** F: the admin. */
export const adminInputs: readonly Tried[] = [
  [
    'F1',
    'signing in by JSON with queries of a database for e-mail and password',
    '415',
    (target) =>
      post(target, '/sign-in', {
        body: { email: { $ne: null }, password: { $ne: null } },
        headers: { accept: 'text/html' },
      }),
  ],
  [
    'F1',
    'signing in by a form with fields of fields, twice the same',
    '401',
    async ({ hoist }) => {
      const stranger = new Api(hoist, { origin: hoist.adminUrl });
      const raw = 'email[$ne]=&email=a&email=b&password[$ne]=';
      return String((await stranger.send('POST', '/sign-in', { raw, headers: form })).status);
    },
  ],
  [
    'F2',
    "searches: `(a+)+$`, 50 times `.*`, `$where`, `'; sleep`: for the very text",
    'found nothing',
    async ({ api }) =>
      each(['(a+)+$', '.*'.repeat(50), '$where', "'; sleep"], async (search) => {
        const { body } = await api.get(`/api/v1/flags?search=${encodeURIComponent(search)}`);
        return (body['items'] as unknown[]).length === 0
          ? 'found nothing'
          : JSON.stringify(body).slice(0, 100);
      }),
  ],
  [
    'F3',
    'an order, a limit and a position that there is none of, and a parameter',
    '422',
    (target) =>
      gets(
        target,
        ...[
          'sort=$natural',
          'sort=__proto__',
          'limit=-1',
          'limit=1e9',
          'after=x',
          'page=1',
          'limit=1&limit=2',
        ].map((query) => `/api/v1/flags?${query}`),
      ),
  ],
  [
    'F4',
    'fields that are not for anybody to set: `role`, `_id`, `__proto__`, `archivedAt`',
    '422',
    (target) =>
      created(
        target,
        ...[{ role: 'admin' }, { _id: 'x' }, { archivedAt: '2026-01-01T00:00:00Z' }].map((more) => ({
          ...booleanFlag('refused'),
          ...more,
        })),
      ),
  ],
  [
    'F6',
    'a form of another site, of no origin, of `null`, of a sub-domain, as text',
    '403',
    ({ hoist, viewer }) =>
      each(
        ['https://evil.example', '', 'null', `http://x.localhost:${new URL(hoist.adminUrl).port}`],
        async (origin) => {
          const headers = { ...form, origin };
          return String((await viewer.send('POST', '/preferences', { raw: 'theme=dark', headers })).status);
        },
      ),
  ],
  [
    'F6',
    'another method by `X-HTTP-Method-Override`',
    '200',
    async ({ api }) =>
      String(
        (await api.send('GET', '/api/v1/flags/checkout', { headers: { 'x-http-method-override': 'DELETE' } }))
          .status,
      ),
  ],
  [
    'F10',
    'a save on top of what somebody else changed',
    '409',
    async ({ api }) => {
      const body = { setting: settingFor([], serve('on')) };
      const path = '/api/v1/flags/checkout/environments/dev';
      return String((await api.send('PUT', path, { ifMatch: `"${'0'.repeat(64)}"`, body })).status);
    },
  ],
  [
    'F11',
    "HTML in a flag's name, on its page",
    'as text',
    async ({ api, viewer }) => {
      const { etag } = await api.get('/api/v1/flags/html');
      const body = { name: '<img src=x onerror=alert(1)>', description: '<script>alert(1)</script>' };
      await api.done('PATCH', '/api/v1/flags/html', { ifMatch: etag, body });
      const page = await viewer.page('/flags/html');
      return page.includes('&lt;img src=x') && !/<img src=x|<script>alert/.test(page) ? 'as text' : page;
    },
  ],
  [
    'F17',
    'names that every object has, as a flag, a page and an action',
    '404',
    (target) =>
      each(
        ['/api/v1/flags/constructor', '/flags/constructor', '/settings/__proto__', '/toString'],
        async (path) => String((await target.viewer.get(path)).status),
      ),
  ],
  [
    'F17',
    'an action of a form called `constructor`',
    '404',
    (target) => post(target, '/flags/checkout?/constructor', { raw: 'x=1', headers: form }),
  ],
  [
    'F18',
    'a body of 1 MB in chunks, to the API and to a form',
    '413',
    ({ hoist, api, viewer }) =>
      each(['api', 'form'], async (which) => {
        const by = which === 'api' ? api : viewer;
        const path = which === 'api' ? '/api/v1/flags' : '/flags/new?/save';
        const chunk = `${(65_536).toString(16)}\r\n${'x'.repeat(65_536)}\r\n`;
        const headers = {
          ...by.headers,
          'Transfer-Encoding': 'chunked',
          'Content-Type': which === 'api' ? 'application/json' : form['content-type'],
          Accept: 'text/html',
        };
        return sendRaw(
          hoist.adminUrl,
          toRequest(`POST ${path}`, headers, `${chunk.repeat(16)}0\r\n\r\n`, new URL(hoist.adminUrl).host),
          1,
        );
      }),
  ],
  [
    'F19',
    'to be led to another site by a form: `//evil`, `\\\\evil`, `https:evil`, `/.//evil`',
    'to /',
    ({ viewer }) =>
      each(
        ['//evil.example', '\\\\evil.example', 'https:evil.example', '/.//evil.example', '/\t/evil.example'],
        async (to) => {
          const raw = new URLSearchParams({ ...administrator, to }).toString();
          const { headers } = await viewer.send('POST', '/preferences', { raw, headers: form });
          return `to ${headers.get('location')}`;
        },
      ),
  ],
  [
    'F20',
    'a page, a redirect, a file, an error: headers against frames, sniffing and caches',
    'DENY nosniff no-store',
    ({ viewer }) =>
      each(['/flags', '/sign-in', '/nothing', '/api/v1/nothing', '/hoist.svg'], async (path) => {
        const { headers } = await viewer.get(path);
        return [
          headers.get('x-frame-options'),
          headers.get('x-content-type-options'),
          headers.get('cache-control'),
        ].join(' ');
      }),
  ],
  [
    'F22',
    'a rollout with a step of 114,000 years, with 10,000 steps',
    '422',
    async ({ api }) =>
      each(
        [
          [1e9, 1],
          [1, 10_000],
        ],
        async ([hours = 1, count = 1]) => {
          const plan = [
            ...Array.from({ length: count }, () => ({ percent: 1, hours })),
            { percent: 100, hours: 0 },
          ];
          const strategy = { strategy: 'progressive', params: { variant: 'on', otherwise: 'off', plan } };
          const path = '/api/v1/flags/half/environments/dev';
          const { etag } = await api.get(path);
          return String(
            (await api.send('PUT', path, { ifMatch: etag, body: { setting: settingFor([], strategy) } }))
              .status,
          );
        },
      ),
  ],
];
