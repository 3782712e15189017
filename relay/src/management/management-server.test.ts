import { once } from 'node:events';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { createRegistry } from '@hoist/core';
import { standardPlugins } from '@hoist/plugins';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { Relay } from '../relay.ts';
import { createManagementServer } from './management-server.ts';

/** The port of a management server. */
async function start(timeouts?: Parameters<typeof createManagementServer>[1]): Promise<number> {
  const relay = new Relay({
    dataDir: '/dev/null',
    environments: [],
    registry: createRegistry(standardPlugins),
    logger: pino({ level: 'silent' }),
    openSource: () => Promise.reject(new Error('There is no source in this test.')),
  });
  const server = createManagementServer(relay, timeouts).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return (server.address() as AddressInfo).port;
}

async function open(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  return socket;
}

/** Resolves when a socket is closed, by a reset as well: what drips into a closed connection is answered by one. */
function closed(socket: Socket): Promise<unknown> {
  return new Promise((resolve) => socket.once('close', resolve));
}

it('cuts a head off that drips', async () => {
  const socket = await open(await start({ request: 300 }));
  const startedAt = performance.now();
  socket.resume().write('GET /livez HTTP/1.1\r\nHost: a\r\nX: ');
  const drip = setInterval(() => socket.write('x'), 50);
  onTestFinished(() => clearInterval(drip));
  await closed(socket);
  expect(performance.now() - startedAt).toBeLessThan(3_000);
});

it('keeps no connection open where there are more than 50, and closes what is more than 200', async () => {
  const port = await start();
  const alive = async (socket: Socket) => {
    socket.write('GET /livez HTTP/1.1\r\nHost: a\r\n\r\n');
    return String((await once(socket, 'data'))[0]);
  };
  const sockets = await Promise.all(Array.from({ length: 50 }, () => open(port)));
  expect(await alive(sockets[0]!)).toMatch(/^connection: keep-alive/im);
  sockets.push(...(await Promise.all(Array.from({ length: 150 }, () => open(port)))));
  const beyond = await open(port);
  await closed(beyond);
  expect(await alive(sockets[199]!)).toMatch(/^connection: close/im);
});
