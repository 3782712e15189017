import type { Server } from 'node:http';

interface Drained {
  readonly servers: readonly Server[];
  /** Called at once: tell whoever asks that this process goes away. */
  readonly begin: () => void;
  /** Called when no request is left. */
  readonly end: () => Promise<void>;
}

/** How long requests in flight, and then all the rest, may take, in ms: a process told to stop is gone within five seconds. */
const patience = { requests: 3_000, all: 4_500 } as const;

/** Makes what ends the process cleanly: no new requests, those in flight answered, then exit 0. */
export function createDrain({ servers, begin, end }: Drained): () => void {
  let draining = false;
  for (const server of servers) {
    server.on('request', (_request, response) => {
      if (draining) response.setHeader('connection', 'close');
      response.once('close', () => draining && server.closeIdleConnections());
    });
  }
  return () => {
    if (draining) return;
    draining = true;
    begin();
    setTimeout(() => servers.forEach((server) => server.closeAllConnections()), patience.requests).unref();
    setTimeout(() => giveUp('it took too long'), patience.all).unref();
    const closed = servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())));
    servers.forEach((server) => server.closeIdleConnections());
    void Promise.all(closed)
      .then(end)
      .then(() => process.exit(0))
      .catch(giveUp);
  };
}

function giveUp(error: unknown): void {
  console.error(`Hoist did not stop cleanly: ${String(error)}`);
  process.exit(1);
}
