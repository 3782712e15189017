import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { connect, createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStore } from '@hoist/store';
import { expect, it, onTestFinished } from 'vitest';
import { fixed, Installation, publishedFlag } from '../testing.ts';
import { RelayProcess } from '../testing/relay-process.ts';

/** `npm run deep` restarts as often, and waits as long, as it is in production. */
const isDeep = process.env['HOIST_DEEP_ROLLING'] !== undefined;
const restarts = isDeep ? 10 : 2;
const drainSeconds = isDeep ? 5 : 1;
const pollEvery = isDeep ? 1_000 : 200;

/** A load balancer of transport: new connections go to the relays that said last that they are ready, in turn. */
class Balancer {
  readonly server: Server;
  readonly #relays: readonly RelayProcess[];
  #ready: readonly RelayProcess[] = [];
  #turn = 0;
  readonly #timer: NodeJS.Timeout;

  constructor(relays: readonly RelayProcess[]) {
    this.#relays = relays;
    this.server = createServer((client) => {
      const relay = this.#ready[this.#turn++ % this.#ready.length];
      const upstream = connect(relay?.port ?? 0, '127.0.0.1');
      client.pipe(upstream).pipe(client);
      for (const [one, other] of [[client, upstream] as const, [upstream, client] as const])
        one.on('error', () => other.destroy());
    });
    this.#timer = setInterval(() => void this.poll(), pollEvery);
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  isSentTo(relay: RelayProcess): boolean {
    return this.#ready.includes(relay);
  }

  async poll(): Promise<void> {
    const states = await Promise.all(this.#relays.map((relay) => relay.readiness()));
    this.#ready = this.#relays.filter((_, index) => states[index]?.status === 200);
  }

  close(): void {
    clearInterval(this.#timer);
    this.server.close();
  }
}

/** Asks again and again until it is told to stop, and keeps what failed. */
class Load {
  readonly failures: string[] = [];
  answered = 0;
  #running = true;
  readonly #loops: Promise<void>[];

  constructor(port: number, key: string) {
    const ask = (agent: Agent | false) => this.#ask({ port, agent, key });
    this.#loops = [
      ...Array.from({ length: 8 }, () => this.#loop(new Agent({ keepAlive: true, maxSockets: 1 }), ask)),
      ...Array.from({ length: 4 }, () => this.#loop(false, ask)),
    ];
  }

  async stop(): Promise<void> {
    this.#running = false;
    await Promise.all(this.#loops);
  }

  async #loop(agent: Agent | false, ask: (agent: Agent | false) => Promise<number>): Promise<void> {
    while (this.#running) {
      const startedAt = Date.now();
      try {
        const status = await ask(agent);
        if (status === 200) this.answered++;
        else this.failures.push(`status ${status}`);
      } catch (error) {
        this.failures.push(`${String(error)} after ${Date.now() - startedAt} ms`);
      }
      await sleep(5);
    }
    if (agent) agent.destroy();
  }

  #ask({ port, agent, key }: { port: number; agent: Agent | false; key: string }): Promise<number> {
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const path = '/ofrep/v1/evaluate/flags/checkout';
    const asked = request({ port, path, method: 'POST', agent, headers }, (answer) => {
      answer
        .resume()
        .on('end', () => resolve(answer.statusCode ?? 0))
        .on('error', reject);
    });
    asked.on('error', reject);
    asked.end('{"context":{"targetingKey":"a"}}');
    return promise;
  }
}

it(
  `refuses nobody and loses no count while two relays are restarted in turn, ${restarts} times in all`,
  async () => {
    const installation = new Installation();
    await installation.publish('dev', { flags: [publishedFlag('checkout', { everyoneElse: fixed('on') })] });
    const key = await installation.addKey('dev');
    const dataDir = mkdtempSync(join(tmpdir(), 'hoist-rolling-'));
    const prepare = (name: string) =>
      RelayProcess.prepare({
        storeUrl: installation.url,
        dataDir: join(dataDir, name),
        env: { HOIST_DRAIN_SECONDS: String(drainSeconds), HOIST_LOG_LEVEL: 'warn' },
      });
    const relays = [await prepare('1'), await prepare('2')] as const;
    const balancer = new Balancer(relays);
    onTestFinished(async () => {
      balancer.close();
      await Promise.all(relays.map((relay) => relay.end('SIGKILL')));
      installation.remove();
      rmSync(dataDir, { recursive: true, force: true });
    });
    await Promise.all(relays.map((relay) => relay.start()));
    await balancer.poll();
    balancer.server.listen(0, '127.0.0.1');
    await once(balancer.server, 'listening');

    const load = new Load(balancer.port, key);
    for (let count = 0; count < restarts; count++) {
      const relay = relays[count % 2] as RelayProcess;
      expect(await relay.end('SIGTERM'), relay.output).toBe(0);
      await relay.start();
      while (!balancer.isSentTo(relay)) await sleep(20);
    }
    await load.stop();
    expect(load.failures.slice(0, 5), `${load.failures.length} of ${load.answered} failed`).toEqual([]);
    expect(load.answered).toBeGreaterThan(500);

    for (const relay of relays) expect(await relay.end(), relay.output).toBe(0);
    const store = await openStore({ url: installation.url });
    onTestFinished(() => store.close());
    const minutes = new Set((await store.counts.marks(100)).map((mark) => mark.minute));
    const pages = await Promise.all([...minutes].map((minute) => store.counts.pages('dev', minute)));
    const stored = pages.flat().flatMap(({ rows }) => rows);
    expect(stored.reduce((sum, { count }) => sum + count, 0)).toBe(load.answered);
  },
  isDeep ? 240_000 : 60_000,
);
