import { once } from 'node:events';
import { request } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { readAdminSettings } from './settings.ts';
import { createWebServer } from './web-server.ts';

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

/** What SvelteKit is told of a request that sends these headers. */
async function ask(variables: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>>) {
  const server = createWebServer(readAdminSettings(variables), {
    handle: (asked, response) => response.end(JSON.stringify(asked.headers)),
    isKnown: () => false,
  }).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const sent = request({ port, host: '127.0.0.1', headers: { host: 'hoist.internal', ...headers } }).end();
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
});
