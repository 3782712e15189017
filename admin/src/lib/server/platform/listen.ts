import { once } from 'node:events';
import type { Server } from 'node:http';

/** A port that another process has; the message ends in the command to paste. */
export class PortTakenError extends Error {
  override readonly name = 'PortTakenError';
}

interface ListenOptions {
  readonly port: number;
  /** The setting that moves it. */
  readonly variable: string;
  /** The address to listen at; every one if not given. */
  readonly host?: string;
}

const everywhere = '::';
/** So many connections may wait to be taken: of a crowd that is larger, each tries again a second later. */
const backlog = 2_048;

/** Opens a port; rejects with PortTakenError where it is taken. */
export async function listen(
  server: Server,
  { port, variable, host = everywhere }: ListenOptions,
): Promise<void> {
  // Without a host Node takes IPv4 and IPv6, or IPv4 alone where there is no other.
  server.listen(host === everywhere ? { port, backlog } : { port, host, backlog });
  try {
    await once(server, 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRNOTAVAIL')
      throw new Error(`This machine has no address ${host}. Correct HOIST_MANAGEMENT_HOST.`);
    if (code !== 'EADDRINUSE') throw error;
    throw new PortTakenError(`Port ${port} is taken. Use another one: ${variable}=${port + 1} npm start`);
  }
}
