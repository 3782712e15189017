import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * The path and query that a request asks for; undefined where its target is no address. Absolute ones
 * (`http://host/path`) are taken whatever host they name.
 */
export function readTarget(target: string): string | undefined {
  if (target.startsWith('/') || target === '*') return target;
  if (!/^https?:\/\//i.test(target) || !URL.canParse(target)) return undefined;
  const path = target.replace(/^https?:\/\/[^/?#]*/i, '');
  return path.startsWith('/') ? path : `/${path}`;
}

/** Answers a request whose target is no address. */
export function refuseTarget(
  request: IncomingMessage,
  response: ServerResponse,
  headers: Readonly<Record<string, string>> = {},
): void {
  request.resume();
  const errorDetails =
    'The address in the first line of the request cannot be read. Ask for a path, such as /.';
  response
    .writeHead(400, { ...headers, 'Content-Type': 'application/json; charset=utf-8' })
    .end(JSON.stringify({ errorCode: 'GENERAL', errorDetails }));
}
