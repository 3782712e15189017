import { both, each, sendRaw, singlePath, toRequest } from './hostile-input.ts';
import type { Tried } from './hostile-input.ts';

const post = `POST ${singlePath}`;
const get = 'GET /api/v1/flags';
const chunked = { 'Transfer-Encoding': 'chunked', 'Content-Type': 'application/json' };
const many = Object.fromEntries(Array.from({ length: 2_000 }, (_, index) => [`X-${index}`, '1']));

const variantsOf = (path: string): readonly string[] => [
  `/${path}`,
  `/.${path}`,
  `/x/..${path}`,
  path.replace('/v1/', '/%76%31/'),
  path.replace('/v1/', '/v1%2f'),
  `${path};x=1`,
  path.toUpperCase(),
  `${path}/`,
  path.replace('/v1', '/%2e%2e/v1'),
];

/** A: how requests are framed. */
export const httpFraming: readonly Tried[] = [
  [
    'A1',
    '`Content-Length` and `Transfer-Encoding: chunked`',
    '400',
    both((url) => sendRaw(url, toRequest(post, { 'Content-Length': '5', ...chunked }, '0\r\n\r\n'))),
  ],
  [
    'A2',
    'two different `Content-Length`',
    '400',
    both((url) =>
      sendRaw(url, `${post} HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello`),
    ),
  ],
  [
    'A3',
    'a chunk of `FFFFFFFFFFFFFFFFF` bytes; of `-1`; with 64 KB of extension',
    '400, 413',
    both((url) =>
      each(['FFFFFFFFFFFFFFFFF', '-1', `1;${'x'.repeat(65_536)}`], (size) =>
        sendRaw(url, toRequest(post, chunked, `${size}\r\nx\r\n0\r\n\r\n`)),
      ),
    ),
  ],
  [
    'A4',
    'headers of 17 KB',
    '431',
    both((url) => sendRaw(url, toRequest(get, { 'X-Big': 'x'.repeat(17_000) }))),
  ],
  ['A4', '2,000 headers', '431', both((url) => sendRaw(url, toRequest(get, many)))],
  [
    'A4',
    'a space, or NUL, in the name of a header',
    '400',
    both((url) => each(['X Y', 'X\0Y'], (name) => sendRaw(url, toRequest(get, { [name]: '1' })))),
  ],
  [
    'A5',
    'a request line of 17 KB',
    '431',
    both((url) => sendRaw(url, toRequest(`GET /${'x'.repeat(17_000)}`))),
  ],
  [
    'A9',
    '`TRACE`, `CONNECT`, `PROPFIND`, `get`',
    'relay 400, 404, closed, admin 400, 401, closed',
    both((url) =>
      each(['TRACE', 'CONNECT', 'PROPFIND', 'get'], (method) =>
        sendRaw(url, toRequest(`${method} /api/v1/flags`)),
      ),
    ),
  ],
  [
    'A10',
    'no `Host`, two of them',
    'relay 400, 404, admin 400, 401',
    both((url) =>
      each(
        [`${get} HTTP/1.1\r\n\r\n`, `${get} HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n`],
        (bytes) => sendRaw(url, bytes),
      ),
    ),
  ],
  [
    'A10',
    'an absolute address of another site, `*`, another `Host`',
    'relay 404, admin 303',
    both((url) =>
      each(
        [
          toRequest('GET http://evil.example/flags'),
          toRequest('GET *'),
          toRequest('GET /flags', {}, '', 'evil.example'),
        ],
        (bytes) => sendRaw(url, bytes),
      ),
    ),
  ],
  [
    'A10',
    'another `Host` at a page that leads to sign-in: where it leads',
    '/sign-in?to=%2Fflags',
    async ({ hoist }) => {
      const answer = await fetch(`${hoist.adminUrl}/flags`, {
        redirect: 'manual',
        headers: { 'x-forwarded-host': 'evil.example', 'x-hoist-host': 'evil.example' },
      });
      return answer.headers.get('location') ?? 'nowhere';
    },
  ],
  [
    'A11',
    '100 requests at once on one connection, then one that is malformed',
    '400',
    both((url) => {
      const one = `${get} HTTP/1.1\r\nHost: x\r\n\r\n`;
      return sendRaw(url, `${one.repeat(100)}nonsense\r\n\r\n`);
    }),
  ],
  [
    'A12',
    '`Expect: 100-continue` with a body of 10 GB',
    'relay 100, 413, admin 100, 403',
    both((url) =>
      sendRaw(url, toRequest(post, { Expect: '100-continue', 'Content-Length': '10000000000' }), 2),
    ),
  ],
  [
    'A13',
    '`Upgrade: h2c`, `Upgrade: websocket`',
    'relay 404, admin 401',
    both((url) =>
      each(['h2c', 'websocket'], (Upgrade) =>
        sendRaw(url, toRequest(get, { Upgrade, Connection: 'Upgrade, close' })),
      ),
    ),
  ],
  [
    'A14',
    'the path of what is protected, written otherwise: `//`, `/./`, `/x/../`, encoded, `;x=1`, in capitals, with a slash',
    'relay 401, 404, admin 303, 308, 401',
    both((url, { hoist }) =>
      each(variantsOf(url === hoist.relayUrl ? singlePath : '/api/v1/flags'), (path) =>
        sendRaw(
          url,
          toRequest(`${url === hoist.relayUrl ? 'POST' : 'GET'} ${path}`, { 'Content-Length': '0' }),
        ),
      ),
    ),
  ],
  [
    'A15',
    "a line end in a flag's key, as it is and encoded",
    '400, 404',
    ({ ask, hoist }) =>
      each(['encoded', 'plain'], async (how) =>
        how === 'plain'
          ? sendRaw(hoist.relayUrl, toRequest(`POST ${singlePath}\r\nX-Evil: 1\r\n`))
          : (await ask(`${singlePath}%0d%0aX-Evil:%201`)).slice(0, 3),
      ),
  ],
];
