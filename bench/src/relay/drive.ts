import { connect } from 'node:net';
import type { Socket } from 'node:net';

interface Drive {
  readonly port: number;
  /** A whole HTTP/1.1 request, sent repeatedly. */
  readonly request: Buffer;
  readonly connections: number;
  readonly milliseconds: number;
}

const endOfHead = Buffer.from('\r\n\r\n');

/**
 * Sends one request after another on each connection (loopback only) for so many ms. Resolves with the number of
 * answers.
 */
export async function drive({ port, request, connections, milliseconds }: Drive): Promise<number> {
  const end = performance.now() + milliseconds;
  const counts = await Promise.all(Array.from({ length: connections }, () => driveOne(port, request, end)));
  return counts.reduce((sum, count) => sum + count, 0);
}

function driveOne(port: number, request: Buffer, end: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const socket: Socket = connect(port, '127.0.0.1');
  let answered = 0;
  let pending: Buffer = Buffer.alloc(0);
  socket.setNoDelay(true);
  socket.once('connect', () => socket.write(request));
  socket.once('error', reject);
  socket.on('data', (chunk: Buffer) => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    const length = lengthOfAnswer(pending);
    if (length === undefined || pending.length < length) return;
    pending = pending.subarray(length);
    answered += 1;
    if (performance.now() < end) {
      socket.write(request);
      return;
    }
    socket.destroy();
    resolve(answered);
  });
  return promise;
}

function lengthOfAnswer(bytes: Buffer): number | undefined {
  const head = bytes.indexOf(endOfHead);
  if (head < 0) return undefined;
  const text = bytes.toString('latin1', 0, head);
  const status = text.slice(9, 12);
  if (status !== '200' && status !== '304')
    throw new Error(`A benchmarked server answered ${text.split('\r\n')[0]}.`);
  const length = /\r\ncontent-length: (\d+)/i.exec(text)?.[1];
  return head + endOfHead.length + (status === '304' ? 0 : Number(length ?? 0));
}
