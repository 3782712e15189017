import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands before a relay and keeps the path of every request; what it sends on to may change. */
export class RecordingProxy {
  readonly paths: string[] = [];
  target: string;
  readonly #server = createServer((asked, answer) => {
    const url = asked.url ?? '';
    this.paths.push(url.split('?')[0] ?? '');
    const { method, headers } = asked;
    const sent = request(`${this.target}${url}`, { method, headers, agent: false }, (given) => {
      answer.writeHead(given.statusCode ?? 502, given.headers);
      given.pipe(answer);
    });
    sent.on('error', () => answer.destroy());
    answer.on('close', () => sent.destroy());
    asked.pipe(sent);
  });

  constructor(target: string) {
    this.target = target;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** How often a path that ends so was asked for. */
  count(ending: string): number {
    return this.paths.filter((path) => path.endsWith(ending)).length;
  }

  async listen(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  /** Ends what is open, as a relay does that goes away. */
  cut(): void {
    this.#server.closeAllConnections();
  }

  close(): void {
    this.#server.close();
    this.cut();
  }
}
