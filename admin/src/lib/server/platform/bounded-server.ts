import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';

/** How many connections a server may have. */
interface ConnectionLimits {
  /** From how many on none stays open between two requests. */
  readonly idle: number;
  /** The most there are: more are closed unread. */
  readonly most: number;
}

/** What a server allows those who connect to it. */
export interface ServerLimits {
  readonly connections: ConnectionLimits;
  /** How long a request may take to arrive, in ms. */
  readonly requestTimeout?: number;
}

/** The limits of the port that people and machines reach. */
export const publicConnections: ConnectionLimits = { idle: 500, most: 2_000 };
/** The limits of the management port. */
export const managementConnections: ConnectionLimits = { idle: 50, most: 200 };

/** Creates a server that cuts requests off that drip, and has no more connections and headers than it may. */
export function createBoundedServer(
  { connections, requestTimeout = 10_000 }: ServerLimits,
  handle: RequestListener,
): Server {
  let open = 0;
  const server = createServer(toTimeouts(requestTimeout), (request, response) => {
    if (open > connections.idle) response.shouldKeepAlive = false;
    handle(request, response);
  });
  server.maxConnections = connections.most;
  server.maxHeadersCount = 100;
  server.on('connection', (socket) => {
    open++;
    socket.once('close', () => open--);
  });
  return server;
}

/** As the relay's: a request that drips is cut off, and an idle connection outlives that of a proxy. */
function toTimeouts(request: number) {
  return {
    headersTimeout: request,
    requestTimeout: request,
    connectionsCheckingInterval: request / 10,
    keepAliveTimeout: 75_000,
  };
}
