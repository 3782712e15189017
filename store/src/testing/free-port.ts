import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Ports below the range that operating systems give to outgoing connections, which could otherwise take a port before
 * the test listens on it.
 */
const ports = { first: 10_000, last: 31_999 } as const;

/** Resolves with a port that nothing listens on and that no outgoing connection can take. */
export async function findFreePort(): Promise<number> {
  for (;;) {
    const port = ports.first + Math.floor(Math.random() * (ports.last - ports.first + 1));
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port);
  try {
    await once(server, 'listening');
  } catch {
    return false;
  }
  server.close();
  await once(server, 'close');
  return true;
}
