import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

interface Drained {
  readonly servers: readonly Server[];
  /** How long to serve on after SIGTERM. */
  readonly seconds: number;
  /** Called at once: tell whoever asks that this process goes away. */
  readonly begin: () => void;
  /** Called when no request is left. */
  readonly end: () => Promise<void>;
}

/** How long requests in flight, and then all the rest, may take, in ms: a process that closes is gone within five seconds. */
const timeout = { requests: 3_000, all: 4_500 } as const;

/**
 * Makes what a signal calls to end the process. Not ready first; on SIGTERM it serves on for a while, so that load balancers
 * stop sending before anything is refused; then no new requests, those in flight answered, exit 0. SIGINT, and any second
 * signal, skips the wait; so does a fault that nobody caught, which exits 1.
 */
export function createDrain({ servers, seconds, begin, end }: Drained) {
  const waiting = new AbortController();
  const sockets = new Set<Socket>();
  let draining = false;
  let exitCode = 0;
  for (const server of servers) {
    server.on('connection', (socket) => {
      sockets.add(socket);
      socket.once('close', () => sockets.delete(socket));
    });
    // Before the handler, which may answer at once.
    server.prependListener('request', (_request, response) => {
      if (draining) response.shouldKeepAlive = false;
      response.once('close', () => draining && server.closeIdleConnections());
    });
  }
  return (why: 'SIGTERM' | 'SIGINT' | 'fault'): void => {
    if (why === 'fault') exitCode = 1;
    if (why !== 'SIGTERM' || draining) waiting.abort();
    if (draining) return;
    draining = true;
    begin();
    void sleep(seconds * 1_000, undefined, { signal: waiting.signal })
      .catch(() => undefined)
      .then(close);
  };

  function close(): void {
    setTimeout(() => servers.forEach((server) => server.closeAllConnections()), timeout.requests).unref();
    setTimeout(() => giveUp('it took too long'), timeout.all).unref();
    const closed = servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())));
    servers.forEach((server) => server.closeIdleConnections());
    // Browsers open connections ahead of need; Node takes one for busy until its first request is answered.
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy();
    void Promise.all(closed)
      .then(end)
      .then(() => process.exit(exitCode))
      .catch(giveUp);
  }
}

function giveUp(error: unknown): void {
  console.error(`Hoist did not stop cleanly: ${String(error)}`);
  process.exit(1);
}
