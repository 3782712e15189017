import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import { createRegistry } from '@hoist/core';
import { standardPlugins } from '@hoist/plugins';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPublicServer } from './public-server.ts';
import { Relay } from '../relay.ts';

const timeout = 300;
let server: Server;
let port: number;

beforeEach(async () => {
  const relay = new Relay({
    dataDir: '/dev/null',
    environments: [],
    registry: createRegistry(standardPlugins),
    logger: pino({ level: 'silent' }),
    openSource: () => Promise.reject(new Error('There is no source in this test.')),
  });
  server = createPublicServer(relay, { request: timeout }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  port = typeof address === 'object' && address ? address.port : 0;
});

afterEach(() => server.close());

/** What the server says to these bytes before it closes the connection, and after how many ms. */
async function say(text: string): Promise<{ answer: string; after: number }> {
  const startedAt = performance.now();
  const socket = connect(port, '127.0.0.1', () => socket.write(text));
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
  socket.on('error', () => undefined);
  await once(socket, 'close');
  return { answer, after: performance.now() - startedAt };
}

describe('the public server', () => {
  it('keeps an idle connection for 75 s, which is longer than proxies use one', async () => {
    const { headers } = await fetch(`http://127.0.0.1:${port}/`);
    expect(headers.get('keep-alive')).toBe('timeout=75');
  });

  it.each([
    ['a head that never ends', 'POST /ofrep/v1/evaluate/flags HTTP/1.1\r\nHost: a\r\n'],
    [
      'a body that never ends',
      'POST /ofrep/v1/evaluate/flags HTTP/1.1\r\nHost: a\r\nContent-Length: 50\r\n\r\n{}',
    ],
  ])('closes %s after its timeout', async (_, text) => {
    const { answer, after } = await say(text);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(after).toBeGreaterThan(timeout - 50);
    expect(after).toBeLessThan(timeout * 10);
  });

  it.each([
    ['two lengths', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}', 400],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n{}',
      400,
    ],
    ['a head of 20 kB', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['what is no HTTP', 'hello\r\n\r\n', 400],
  ])('refuses %s', async (_, text, status) => {
    expect((await say(text)).answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
  });
});
