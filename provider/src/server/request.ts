import { request as requestHttp } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';

interface Ask {
  readonly method?: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
  /** How long nothing may come before it is given up, in ms. */
  readonly idleTimeout: number;
}

/**
 * Sends a request whose socket keeps no process alive, and resolves with the answer's head. Node's own client, because
 * the sockets of fetch cannot be let go of.
 */
export function send(
  url: string,
  { method = 'GET', headers, body, signal, idleTimeout }: Ask,
): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const start = url.startsWith('https:') ? requestHttps : requestHttp;
  const request = start(url, { method, headers, signal, agent: false });
  request.on('socket', (socket) => socket.unref());
  request.setTimeout(idleTimeout, () =>
    request.destroy(new Error(`The relay said nothing for ${idleTimeout} ms.`)),
  );
  request.on('response', resolve);
  request.on('error', reject);
  request.end(body);
  return promise;
}

/** Reads an answer's body as text. */
export async function readText(answer: IncomingMessage): Promise<string> {
  answer.setEncoding('utf8');
  let text = '';
  for await (const chunk of answer as AsyncIterable<string>) text += chunk;
  return text;
}
