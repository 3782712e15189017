import type { Server } from 'node:http';

/** How many connections a server may have. */
export interface ConnectionLimits {
  /** From how many on none stays open between two requests. */
  readonly idle: number;
  readonly most: number;
}

/** Of the port that apps reach, beside the connections that are streams. */
const others: ConnectionLimits = { idle: 1_000, most: 3_000 };
/** The limits of the management port. */
export const managementConnections: ConnectionLimits = { idle: 50, most: 200 };

/** The limits of the port that apps reach, where so many streams may be open. */
export function toAppConnections(streams: number): ConnectionLimits {
  return { idle: streams + others.idle, most: streams + others.most };
}

/**
 * Keeps a server's connections within its memory, whoever opens how many. Returns whether there are so many that an answer
 * had better close its own; what comes beyond the most is closed before it says anything.
 */
export function limitConnections(server: Server, { idle, most }: ConnectionLimits): () => boolean {
  let open = 0;
  server.maxConnections = most;
  server.on('connection', (socket) => {
    open++;
    socket.once('close', () => open--);
  });
  return () => open > idle;
}
