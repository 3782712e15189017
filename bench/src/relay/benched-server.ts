import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { drive } from './drive.ts';

const connections = 16;

/** A server in its own process, so that its CPU time is measured apart from that of the load. */
export class BenchedServer {
  readonly port: number;
  /** The key that the server accepts; empty if it needs none. */
  readonly key: string;
  readonly #child: ChildProcess;

  constructor(child: ChildProcess, { port, key = '' }: { readonly port: number; readonly key?: string }) {
    this.#child = child;
    this.port = port;
    this.key = key;
  }

  static async start(script: string, arguments_: readonly string[] = []): Promise<BenchedServer> {
    const child = fork(join(import.meta.dirname, script), arguments_);
    const [started] = (await once(child, 'message')) as [{ port: number; key?: string }];
    return new BenchedServer(child, started);
  }

  /** Sends requests for so many ms and resolves with the server's CPU time (user and system) per request, in µs. */
  async measure(request: Buffer, milliseconds: number): Promise<number> {
    const before = await this.#cpu();
    const answered = await drive({ port: this.port, request, connections, milliseconds });
    return ((await this.#cpu()) - before) / answered;
  }

  /** Resolves with one answer, head and body. */
  async fetch(request: Buffer): Promise<string> {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const socket = connect(this.port, '127.0.0.1', () => socket.end(request));
    let answer = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => (answer += chunk));
    socket.once('error', reject);
    socket.once('close', () => resolve(answer));
    return promise;
  }

  stop(): void {
    this.#child.disconnect();
  }

  async #cpu(): Promise<number> {
    this.#child.send('cpu');
    const [{ cpu }] = (await once(this.#child, 'message')) as [{ cpu: NodeJS.CpuUsage }];
    return cpu.user + cpu.system;
  }
}

/** Writes a POST request as an OFREP client sends it. */
export function toRequest(
  path: string,
  { key, etag }: { readonly key: string; readonly etag?: string },
): Buffer {
  const body = JSON.stringify({
    context: {
      targetingKey: 'user-5157782b',
      country: 'DE',
      plan: 'pro',
      appVersion: '2.14.0',
      email: 'a@example.com',
      age: 41,
    },
  });
  const conditional = etag ? `If-None-Match: ${etag}\r\n` : '';
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json; charset=utf-8\r\n` +
      `Authorization: Bearer ${key}\r\n${conditional}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
