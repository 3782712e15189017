import type { Server } from 'node:http';

/** Lets requests in flight finish for at most `limit` ms, then closes what is still open. */
export async function closeServer(server: Server, limit: number): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), limit);
  await promise;
  clearTimeout(timer);
}
