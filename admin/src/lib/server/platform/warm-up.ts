import { once } from 'node:events';
import { get } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import { hashPassword } from '../access/password-hash.ts';

/**
 * Renders the sign-in page and hashes a password once, so that the code of both is loaded before people come.
 * Failures are ignored: people will get them with their own requests.
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
