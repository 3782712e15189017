import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** A connection whose last answer went out is idle only then. */
const lookEvery = 20;
const watched = new WeakMap<Server, ReadonlySet<Socket>>();

/** Keeps the open connections of a server from now on, so that `closeServer` finds those on which nothing was asked yet. */
export function watchConnections(server: Server): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  watched.set(server, sockets);
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return sockets;
}

/** Lets requests in flight finish for at most `limit` ms, then closes what is still open. */
export async function closeServer(server: Server, limit: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeIdleConnections();
  const looking = setInterval(() => {
    server.closeIdleConnections();
    closeSilent(server);
  }, lookEvery);
  const timer = setTimeout(() => server.closeAllConnections(), limit);
  await promise;
  clearInterval(looking);
  clearTimeout(timer);
}

/** Browsers and balancers open connections ahead of need; Node takes one for busy until its first request is answered. */
function closeSilent(server: Server): void {
  for (const socket of watched.get(server) ?? []) if (socket.bytesRead === 0) socket.destroy();
}
