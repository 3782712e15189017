import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { limitConnections } from './connection-limits.ts';
import type { ConnectionLimits } from './connection-limits.ts';

/** How long a connection may take. */
export interface Timeouts {
  /** How long a request may take to arrive, in ms; a connection that is slower is closed. */
  readonly request?: number;
  /** How long a connection may be idle between two requests, in ms. */
  readonly keepAlive?: number;
}

interface Bounds extends Timeouts {
  readonly connections: ConnectionLimits;
}

/** Creates a server that cuts requests off that drip, and has no more connections and headers than it may. */
export function createBoundedServer(
  { connections, request: requestTimeout = 10_000, keepAlive = 75_000 }: Bounds,
  handle: RequestListener,
): Server {
  const timeouts = {
    headersTimeout: requestTimeout,
    requestTimeout,
    connectionsCheckingInterval: requestTimeout / 10,
    keepAliveTimeout: keepAlive,
  };
  const server = createServer(timeouts, (request, response) => {
    if (isCrowded()) response.shouldKeepAlive = false;
    handle(request, response);
  });
  server.maxHeadersCount = 100;
  const isCrowded = limitConnections(server, connections);
  return server;
}
