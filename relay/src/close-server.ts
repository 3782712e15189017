import type { Server } from 'node:http';

/** A connection whose last answer went out is idle only then. */
const lookEvery = 20;

/** Lets requests in flight finish for at most `limit` ms, then closes what is still open. */
export async function closeServer(server: Server, limit: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeIdleConnections();
  const looking = setInterval(() => server.closeIdleConnections(), lookEvery);
  const timer = setTimeout(() => server.closeAllConnections(), limit);
  await promise;
  clearInterval(looking);
  clearTimeout(timer);
}
