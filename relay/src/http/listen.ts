import { once } from 'node:events';
import type { Server } from 'node:http';

interface ListenOptions {
  readonly port: number;
  /** The setting that moves it. */
  readonly variable: string;
  /** The address to listen at; every one if not given. */
  readonly host?: string;
}

const everywhere = '::';
/** So many connections may wait to be taken: where all streams come again at once, each that finds no room tries a second later. */
const backlog = 2_048;

/** Opens a port; rejects with one sentence and the command to paste where it is taken. */
export async function listen(
  server: Server,
  { port, variable, host = everywhere }: ListenOptions,
): Promise<void> {
  try {
    // Without a host Node takes IPv4 and IPv6, or IPv4 alone where there is no other.
    server.listen(host === everywhere ? { port, backlog } : { port, host, backlog });
    await once(server, 'listening');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRNOTAVAIL')
      throw new Error(`This machine has no address ${host}. Correct HOIST_MANAGEMENT_HOST.`);
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    const why = code === 'EADDRINUSE' ? 'is taken by another program' : 'may not be opened by this user';
    throw new Error(
      `Port ${port} ${why}. Choose another:\n\n  ${variable}=${port < 1_024 ? port + 8_000 : port + 1} npm start`,
    );
  }
}
