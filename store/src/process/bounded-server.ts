import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import { watchConnections } from './close-server.ts';

/** How many connections a server may have. */
export interface ConnectionLimits {
  /** Beyond these none stays open between two requests. */
  readonly idle: number;
  /** Beyond these they are closed unread. */
  readonly most: number;
}

/** How long a connection may take. */
export interface Timeouts {
  /** How long a request may take to arrive, in ms; a connection that is slower is closed. */
  readonly request?: number;
  /** How long a connection may be idle between two requests, in ms. */
  readonly keepAlive?: number;
}

/** What a server allows those who connect to it. */
export interface ServerBounds extends Timeouts {
  readonly connections: ConnectionLimits;
  /** True once every answer should close its connection; never by default. */
  readonly isDraining?: () => boolean;
}

/** The connections of a management port. */
export const managementConnections: ConnectionLimits = { idle: 50, most: 200 };

/**
 * Creates a server that closes the connections of requests that drip, and bounds connections and headers. An idle
 * connection outlives a proxy's, so that no proxy sends into one that is being closed.
 */
export function createBoundedServer(
  {
    connections,
    request: requestTimeout = 10_000,
    keepAlive = 75_000,
    isDraining = () => false,
  }: ServerBounds,
  handle: RequestListener,
): Server {
  const timeouts = {
    headersTimeout: requestTimeout,
    requestTimeout,
    connectionsCheckingInterval: requestTimeout / 10,
    keepAliveTimeout: keepAlive,
  };
  const server = createServer(timeouts, (request, response) => {
    if (open.size > connections.idle || isDraining()) response.shouldKeepAlive = false;
    handle(request, response);
  });
  server.maxHeadersCount = 100;
  server.maxConnections = connections.most;
  const open = watchConnections(server);
  return server;
}
