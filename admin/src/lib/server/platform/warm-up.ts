import { once } from 'node:events';
import { get } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import { hashPassword } from '../access/password-hash.ts';

/**
 * Asks the server for the page that strangers see, and hashes once: what both take is loaded when the first of a crowd
 * comes. Whatever fails here is told to people when they ask themselves.
 */
export async function warmUp(server: Server): Promise<void> {
  await Promise.allSettled([loadSignIn(server), hashPassword('')]);
}

async function loadSignIn(server: Server): Promise<void> {
  const address = server.address();
  if (typeof address !== 'object' || address === null) return;
  const request = get({ host: 'localhost', port: address.port, path: '/sign-in', agent: false });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  await once(response.resume(), 'end');
}
