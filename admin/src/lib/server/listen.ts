import { once } from 'node:events';
import type { Server } from 'node:http';

/** A port that another process has; the message ends in the command to paste. */
export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';
}

/** Listens on all addresses; rejects with PortTakenError where the port is taken. `variable` is the setting that moves it. */
export async function listen(
  server: Server,
  { port, variable }: { readonly port: number; readonly variable: string },
): Promise<void> {
  server.listen(port);
  try {
    await once(server, 'listening');
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error.code !== 'EADDRINUSE') throw error;
    throw new PortTakenError(`Port ${port} is taken. Use another one: ${variable}=${port + 1} npm start`);
  }
}
