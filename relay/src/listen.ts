import { once } from 'node:events';
import type { Server } from 'node:http';

/** Opens a port; rejects with one sentence and the command to paste where it is taken. */
export async function listen(
  server: Server,
  { port, variable }: { readonly port: number; readonly variable: string },
): Promise<void> {
  try {
    server.listen(port);
    await once(server, 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    const why = code === 'EADDRINUSE' ? 'is taken by another program' : 'may not be opened by this user';
    throw new Error(
      `Port ${port} ${why}. Choose another:\n\n  ${variable}=${port < 1_024 ? port + 8_000 : port + 1} npm start`,
    );
  }
}
