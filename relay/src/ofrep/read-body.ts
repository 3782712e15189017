import type { IncomingMessage } from 'node:http';
import { requestLimits } from './read-context.ts';

/** The bytes of a body, or the reason why they could not be read. */
export type Body = Buffer | 'too-large' | 'aborted';

const nothing = Buffer.alloc(0);

/**
 * Reads a body and calls back once. It stops reading as soon as the limit is exceeded. It uses no promise, because it
 * is on the hot path.
 */
export function readBody(request: IncomingMessage, done: (body: Body) => void): void {
  const declared = request.headers['content-length'];
  if (declared === '0') return done(nothing);
  if (declared !== undefined && Number(declared) > requestLimits.bytes) return done('too-large');
  let first: Buffer | undefined;
  let rest: Buffer[] | undefined;
  let size = 0;
  let finished = false;
  const finish = (body: Body) => {
    if (finished) return;
    finished = true;
    done(body);
  };
  request.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size > requestLimits.bytes) {
      request.pause();
      return finish('too-large');
    }
    if (!first) first = chunk;
    else (rest ??= [first]).push(chunk);
  });
  request.on('end', () => finish(rest ? Buffer.concat(rest, size) : (first ?? nothing)));
  request.on('error', () => finish('aborted'));
  request.on('close', () => finish('aborted'));
}
