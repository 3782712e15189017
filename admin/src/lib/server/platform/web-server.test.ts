import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingHttpHeaders, RequestListener, Server } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { readAdminConfig } from './config.ts';
import { createWebServer } from './web-server.ts';

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

/** The address of a server that answers by this handler. */
async function start(
  variables: Readonly<Record<string, string>>,
  handle: RequestListener,
  limits?: Parameters<typeof createWebServer>[2],
): Promise<string> {
  const site = { handle, isKnown: () => false };
  const server = createWebServer(readAdminConfig(variables), site, limits).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** What SvelteKit is told of a request that sends these headers. */
async function ask(variables: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>>) {
  const url = await start(variables, (asked, response) => response.end(JSON.stringify(asked.headers)));
  const sent = request(url, { headers: { host: 'hoist.internal', ...headers } }).end();
  const [response] = (await once(sent, 'response')) as [NodeJS.ReadableStream];
  const seen = JSON.parse(await text(response)) as IncomingHttpHeaders;
  return [seen['x-hoist-protocol'], seen['x-hoist-host'], seen['x-hoist-address']];
}

const forwarded = {
  'x-forwarded-for': '203.0.113.9',
  'x-forwarded-proto': 'https',
  'x-forwarded-host': 'hoist.example.com',
};

describe('the web server', () => {
  it('answers a path that nobody can decode itself', async () => {
    const url = await start({}, (_request, response) => response.end());
    const statusOf = async (path: string) => (await fetch(`${url}${path}`)).status;
    for (const path of ['/%ff', '/%', '/_app/%c3', '/%ff/__data.json'])
      expect(await statusOf(path)).toBe(400);
    for (const path of ['/%25', '/%C3%A4', '/?to=%ff']) expect(await statusOf(path)).toBe(200);
  });

  it('believes nobody by default', async () => {
    expect(await ask({}, forwarded)).toEqual(['http', 'hoist.internal', '127.0.0.1']);
    const made = { 'x-hoist-protocol': 'https', 'x-hoist-host': 'evil', 'x-hoist-address': '1.1.1.1' };
    expect(await ask({}, made)).toEqual(['http', 'hoist.internal', '127.0.0.1']);
  });

  it('believes a trusted proxy', async () => {
    const trusting = { HOIST_TRUSTED_PROXIES: '127.0.0.1' };
    expect(await ask(trusting, forwarded)).toEqual(['https', 'hoist.example.com', '203.0.113.9']);
    expect(await ask(trusting, {})).toEqual(['http', 'hoist.internal', '127.0.0.1']);
  });

  it('is at its public address, whatever a proxy makes of Host', async () => {
    const fixed = { HOIST_PUBLIC_URL: 'https://hoist.example.com/' };
    expect(await ask(fixed, {})).toEqual(['https', 'hoist.example.com', '127.0.0.1']);
    const both = { ...fixed, HOIST_TRUSTED_PROXIES: '127.0.0.0/8' };
    expect(await ask(both, { ...forwarded, 'x-forwarded-host': 'other.example' })).toEqual([
      'https',
      'hoist.example.com',
      '203.0.113.9',
    ]);
  });

  it('sets its headers before anything answers, and HSTS where it is reached by https', async () => {
    const redirect: RequestListener = (_, response) => response.writeHead(303, { location: '/' }).end();
    const plain = await fetch(await start({}, redirect), { redirect: 'manual' });
    expect(plain.status).toBe(303);
    expect(Object.fromEntries(plain.headers)).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
    expect(plain.headers.has('strict-transport-security')).toBe(false);
    const file: RequestListener = (_, response) =>
      response.writeHead(200, { 'cache-control': 'public,max-age=31536000,immutable' }).end();
    const secure = await fetch(await start({ HOIST_PUBLIC_URL: 'https://hoist.example.com' }, file));
    expect(secure.headers.get('strict-transport-security')).toBe('max-age=31536000');
    expect(secure.headers.get('cache-control')).toBe('public,max-age=31536000,immutable');
  });

  it.each([
    ['a head', 'GET / HTTP/1.1\r\nHost: a\r\nX: '],
    ['a body', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 50\r\n\r\n{}'],
  ])('cuts %s off that drips', async (_, text) => {
    const url = await start({}, (request) => request.resume(), { request: 300 });
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text));
    const drip = setInterval(() => socket.write(' '), 50);
    const closed = Promise.withResolvers<boolean>();
    let answer = '';
    socket.on('data', (chunk: Buffer) => {
      clearInterval(drip);
      answer += chunk.toString();
    });
    socket.on('error', () => undefined).once('close', closed.resolve);
    await closed.promise;
    clearInterval(drip);
    // What drips into a connection that is closed already resets it, and the answer may go with it.
    expect(answer).toMatch(/^(?:HTTP\/1\.1 408 |$)/);
  });

  it('closes what is more than it may have, and keeps none open where there are many', async () => {
    const connections = { idle: 1, most: 2 };
    const url = await start({}, (_, response) => response.end(), { connections });
    const open = async () => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1');
      await once(socket, 'connect');
      return socket;
    };
    const [first, second, third] = [await open(), await open(), await open()];
    third.on('error', () => undefined);
    await once(third, 'close');
    second.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    const [said] = (await once(second, 'data')) as [Buffer];
    expect(said.toString()).toMatch(/^connection: close/im);
    first.destroy();
  });
});
