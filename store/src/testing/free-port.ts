import { once } from 'node:events';
import { createServer } from 'node:net';

/** Systems give none of these to outgoing connections, which could take a port before it is listened on. */
const ports = { first: 10_000, last: 31_999 } as const;

/** A port that nothing listens on now, and that no outgoing connection takes meanwhile. */
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
