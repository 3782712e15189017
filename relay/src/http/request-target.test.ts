import { once } from 'node:events';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createRegistry } from '@hoist/core';
import { standardPlugins } from '@hoist/plugins';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createManagementServer } from '../management/management-server.ts';
import { createPublicServer } from './public-server.ts';
import { Relay } from '../relay.ts';
import { readTarget } from './request-target.ts';

it.each([
  ['/livez?a=%ff', '/livez?a=%ff'],
  ['*', '*'],
  ['http://any.example/livez?a=1', '/livez?a=1'],
  ['HTTPS://any.example', '/'],
  ['http://[', undefined],
  ['http://a b/', undefined],
  ['mailto:x', undefined],
  ['?', undefined],
  ['', undefined],
])('the target %j asks for %j', (target, expected) => {
  expect(readTarget(target)).toBe(expected);
});

describe('odd request targets', () => {
  const ports: Record<string, number> = {};
  const servers: Server[] = [];

  beforeAll(async () => {
    const relay = new Relay({
      dataDir: '/dev/null',
      environments: [],
      registry: createRegistry(standardPlugins),
      logger: pino({ level: 'silent' }),
      openSource: () => Promise.reject(new Error('There is no source in this test.')),
    });
    servers.push(createPublicServer(relay), createManagementServer(relay));
    for (const [index, server] of servers.entries()) {
      await once(server.listen(0, '127.0.0.1'), 'listening');
      ports[index === 0 ? 'public' : 'management'] = (server.address() as AddressInfo).port;
    }
  });

  afterAll(() => servers.forEach((server) => server.close()));

  async function ask(place: string, method: string, target: string): Promise<string> {
    const socket = connect(ports[place] ?? 0, '127.0.0.1');
    socket.write(`${method} ${target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
    return text(socket);
  }

  const long = `/${'a'.repeat(20_000)}`;
  const paths = ['/%ff', '/%00', '/%', '//', '//[', '/\\', '/http://[', '/..', long];
  const wholes = ['http://[', 'HTTP://[/livez', 'https://[::1/', 'http://', 'http:', 'x:', '?', '#', '*'];

  it.each(['public', 'management'])(
    'are refused at the %s port, and are no fault of the relay',
    async (place) => {
      for (const target of [...paths, ...wholes]) {
        for (const method of ['GET', 'POST', 'OPTIONS']) {
          const status = Number((await ask(place, method, target)).split(' ')[1]);
          expect(status, `${method} ${target}`).toBeGreaterThanOrEqual(200);
          expect(status, `${method} ${target}`).toBeLessThan(500);
        }
      }
      expect(await ask(place, 'GET', 'http://[')).toMatch(/^HTTP\/1\.1 400 .*"errorDetails":"The address/s);
      expect(await ask(place, 'CONNECT', 'a:1'), 'no tunnel').toBe('');
    },
  );

  it('with a host before the path are answered as the path alone', async () => {
    expect(await ask('management', 'GET', 'http://any.example/livez')).toMatch(/^HTTP\/1\.1 200 /);
    const evaluated = await ask('public', 'POST', 'http://any.example/ofrep/v1/evaluate/flags');
    expect(evaluated).toMatch(/^HTTP\/1\.1 503 .*has not read its flags yet/s);
  });
});
