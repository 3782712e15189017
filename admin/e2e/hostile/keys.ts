import { each, singlePath } from './hostile-input.ts';
import type { Target, Tried } from './hostile-input.ts';

/** Asks with these headers instead of the key. */
function asked(...list: readonly Readonly<Record<string, string>>[]) {
  return ({ hoist }: Target) =>
    each(list, async (headers) => {
      const response = await fetch(`${hoist.relayUrl}${singlePath}`, { method: 'POST', headers });
      await response.text();
      return String(response.status);
    });
}

const stranger = async ({ hoist }: Target, path: string, headers: Readonly<Record<string, string>>) => {
  const response = await fetch(`${hoist.adminUrl}${path}`, { redirect: 'manual', headers });
  await response.text();
  return String(response.status);
};

const json = { 'content-type': 'application/json' };

/** C: keys, and what they open. */
export const keyInputs: readonly Tried[] = [
  [
    'C1',
    'no key, an empty one, `Bearer`, `Bearer x y`, another scheme',
    '401',
    asked(
      {},
      { authorization: '' },
      { authorization: 'Bearer' },
      { authorization: 'Bearer x y' },
      { authorization: 'Basic eDp5' },
      { 'x-api-key': '' },
    ),
  ],
  [
    'C1',
    'a key as `Authorization` and another as `X-API-Key`',
    '401',
    (target) => asked({ authorization: `Bearer ${target.serverKey}`, 'x-api-key': target.clientKey })(target),
  ],
  [
    'C2',
    '100 keys that are none at once',
    '401',
    async ({ ask }) => {
      const tries = Array.from({ length: 100 }, (_, index) =>
        ask(singlePath, { headers: { authorization: `Bearer hoist_server_${index}` } }),
      );
      return [...new Set((await Promise.all(tries)).map((came) => came.slice(0, 3)))].join();
    },
  ],
  [
    'C3',
    'the key of an app at the API of the admin',
    '401',
    (target) => stranger(target, '/api/v1/flags', { authorization: `Bearer ${target.serverKey}` }),
  ],
  [
    'C3',
    "a browser's key, and a key of dev for prod, at a whole ruleset",
    '403',
    ({ ask, clientKey }) =>
      each(
        [
          ['/hoist/v1/environments/dev/ruleset', { authorization: `Bearer ${clientKey}` }],
          ['/hoist/v1/environments/prod/ruleset', {}],
        ] as const,
        async ([path, headers]) => (await ask(path, { method: 'GET', headers })).slice(0, 3),
      ),
  ],
  [
    'C3',
    "the admin's token at the relay",
    '401',
    async ({ ask, hoist }) => {
      const { readFileSync } = await import('node:fs');
      const token = readFileSync(`${hoist.folder}/bootstrap-token`, 'utf8').trim();
      return (await ask(singlePath, { headers: { authorization: `Bearer ${token}` } })).slice(0, 3);
    },
  ],
  [
    'C4',
    "a flag that browsers may not see, by a browser's key: as one that is not there",
    'the same bytes',
    async ({ hoist, clientKey }) => {
      const read = async (key: string) => {
        const headers = { authorization: `Bearer ${clientKey}`, 'content-type': 'application/json' };
        const url = `${hoist.relayUrl}/ofrep/v1/evaluate/flags/${key}`;
        const response = await fetch(url, { method: 'POST', body: '{}', headers });
        return `${response.status} ${(await response.text()).replaceAll(key, 'KEY')}`;
      };
      return (await read('checkout')) === (await read('nothing')) ? 'the same bytes' : 'others';
    },
  ],
  [
    'C7',
    'the key in the query, in a cookie, in the path, in the body',
    '401',
    async ({ hoist, serverKey }) => {
      const post = async (path: string, init: RequestInit = {}) => {
        const response = await fetch(`${hoist.relayUrl}${path}`, { method: 'POST', ...init });
        await response.text();
        return String(response.status);
      };
      const came = [
        await post(`${singlePath}?key=${serverKey}&token=${serverKey}`),
        await post(singlePath, { headers: { cookie: `key=${serverKey}` } }),
        await post(`${singlePath}/${serverKey}`),
        await post(singlePath, { body: JSON.stringify({ key: serverKey }), headers: json }),
      ];
      return [...new Set(came)].join(', ');
    },
  ],
  [
    'C8',
    'a key of 10 KB, one that is a query of a database',
    '401',
    asked({ authorization: `Bearer ${'x'.repeat(10_000)}` }, { authorization: 'Bearer {"$ne":null}' }),
  ],
  ['C8', 'a key of 20 KB', '431', asked({ authorization: `Bearer ${'x'.repeat(20_000)}` })],
  [
    'C12',
    'a page of another site asks with cookies',
    'from *, with cookies never',
    async ({ hoist }) => {
      const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' };
      const { headers: came } = await fetch(`${hoist.relayUrl}${singlePath}`, { method: 'OPTIONS', headers });
      const cookies = came.get('access-control-allow-credentials') === null ? 'never' : 'too';
      return `from ${came.get('access-control-allow-origin')}, with cookies ${cookies}`;
    },
  ],
  [
    'C12',
    "a page of another site asks the admin's API",
    'from nowhere',
    async ({ hoist }) => {
      const headers = { origin: 'https://evil.example' };
      const { headers: came } = await fetch(`${hoist.adminUrl}/api/v1/flags`, { headers });
      return `from ${came.get('access-control-allow-origin') ?? 'nowhere'}`;
    },
  ],
  [
    'C16',
    'a flag called `x.css`, for a cache to keep',
    '404 no-store',
    async ({ hoist, serverKey }) => {
      const headers = { authorization: `Bearer ${serverKey}`, 'content-type': 'application/json' };
      const url = `${hoist.relayUrl}/ofrep/v1/evaluate/flags/x.css`;
      const response = await fetch(url, { method: 'POST', body: '{}', headers });
      return `${response.status} ${response.headers.get('cache-control')}`;
    },
  ],
];
