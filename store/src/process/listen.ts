import { once } from 'node:events';
import type { Server } from 'node:http';

/** A port that cannot be opened; the message ends in the command to paste. */
export class PortError extends Error {
  override readonly name = 'PortError';
}

interface ListenOptions {
  readonly port: number;
  /** The variable that names another port. */
  readonly variable: string;
  /** The address to listen at; every one if not given. */
  readonly host?: string;
}

const everywhere = '::';
/** So many connections may wait to be accepted: of a crowd that is larger, each tries again a second later. */
const backlog = 2_048;

/** Opens a port; rejects with PortError where it is taken or may not be opened, and with a sentence where the address is not here. */
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
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    const why = code === 'EADDRINUSE' ? 'is taken by another program' : 'may not be opened by this user';
    const other = port < 1_024 ? port + 8_000 : port + 1;
    throw new PortError(`Port ${port} ${why}. Choose another:\n\n  ${variable}=${other} npm start`);
  }
}
