import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { expect, it } from 'vitest';
import { closeServer, watchConnections } from './close-server.ts';

const forEver = 60_000;

async function open(server: Server): Promise<Socket> {
  const accepted = once(server, 'connection');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  await accepted;
  return socket;
}

async function listen(...answer: Parameters<typeof createServer>): Promise<Server> {
  const server = createServer(...answer);
  watchConnections(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

it('does not wait for a connection on which nobody has asked anything yet', async () => {
  const server = await listen({});
  const socket = await open(server);
  await Promise.all([closeServer(server, forEver), once(socket.resume(), 'close')]);
});

it('waits for a request that is still on its way', async () => {
  const server = await listen({}, (request, response) =>
    request.resume().on('end', () => response.end('ok')),
  );
  const socket = await open(server);
  const asked = once(server, 'request');
  socket.write('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n');
  await asked;
  const closed = closeServer(server, forEver);
  setTimeout(() => socket.write('x'), 100);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(answer.toString()).toMatch(/^HTTP\/1\.1 200/);
  await closed;
});
