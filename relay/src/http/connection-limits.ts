import type { Server } from 'node:http';

/** Connections beside those that are streams: from how many on none stays open between two requests, and the most there are. */
const others = { idle: 1_000, most: 3_000 } as const;

/**
 * Keeps a server's connections within its memory, whoever opens how many. Returns whether there are so many that an answer
 * had better close its own; what comes beyond the most is closed before it says anything.
 */
export function limitConnections(server: Server, streams: number): () => boolean {
  let open = 0;
  server.maxConnections = streams + others.most;
  server.on('connection', (socket) => {
    open++;
    socket.once('close', () => open--);
  });
  return () => open > streams + others.idle;
}
