import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fixed, Installation, percentage, publishedFlag } from '@hoist/relay/testing';
import { openStore } from '@hoist/store';
import { findFreePort } from '@hoist/store/free-port';
import { startMongoServer } from '@hoist/store/mongo-server';
import { startWorker } from '@hoist/store/worker';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';

const relays = 3;
const providers = 10;
const evaluateFor = 6_000;
const relayMain = join(import.meta.dirname, '..', '..', 'relay', 'src', 'main.ts');

const mongo = await startMongoServer();
afterAll(() => mongo?.stop());

/** A relay in a process of its own that may be killed and started again on its port. */
class RelayProcess {
  readonly url: string;
  readonly #env: NodeJS.ProcessEnv;
  #child: ChildProcess | undefined;
  #stderr = '';

  constructor(port: number, store: string, dataDir: string) {
    this.url = `http://127.0.0.1:${port}`;
    this.#env = {
      ...process.env,
      HOIST_STORE_URL: store,
      HOIST_DATA_DIR: dataDir,
      HOIST_RELAY_PORT: String(port),
      HOIST_RELAY_MANAGEMENT_PORT: '0',
      HOIST_LOG_LEVEL: 'error',
    };
  }

  async start(): Promise<void> {
    this.#child = spawn(process.execPath, [relayMain], {
      env: this.#env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.#child.stderr?.on('data', (chunk: Buffer) => (this.#stderr += chunk.toString()));
    for (let attempt = 0; attempt < 1_000; attempt++) {
      const answer = await fetch(`${this.url}/ofrep/v1/evaluate/flags`, { method: 'POST' }).catch(
        () => undefined,
      );
      if (answer?.status === 401) return;
      await sleep(25);
    }
    throw new Error(`The relay at ${this.url} did not start. It wrote to stderr:\n${this.#stderr}`);
  }

  async kill(): Promise<void> {
    if (!this.#child || this.#child.signalCode !== null) return;
    this.#child.kill('SIGKILL');
    await once(this.#child, 'exit');
  }
}

async function count(store: string): Promise<{ readonly evaluated: number; readonly stored: number }> {
  const installation = new Installation('first', store);
  await installation.publish('dev', {
    flags: [
      publishedFlag('on', { everyoneElse: fixed('on') }),
      publishedFlag('half', { everyoneElse: percentage(50_000) }),
    ],
  });
  const key = await installation.addKey('dev');
  const dataDir = mkdtempSync(join(tmpdir(), 'hoist-accounting-'));
  const running = await Promise.all(
    Array.from(
      { length: relays },
      async (_, n) => new RelayProcess(await findFreePort(), store, join(dataDir, String(n))),
    ),
  );
  onTestFinished(async () => {
    await Promise.all(running.map((relay) => relay.kill()));
    installation.remove();
    rmSync(dataDir, { recursive: true, force: true });
  });
  await Promise.all(running.map((relay) => relay.start()));
  const apps = Array.from({ length: providers }, (_, n) => {
    const url = running[n % relays]?.url ?? '';
    const script = new URL('testing/evaluate-worker.ts', import.meta.url);
    return startWorker(script, url, key, String(evaluateFor), `app-${n}`);
  });
  const done = Promise.all(apps.map((app) => app.receive()));
  const stop = Date.now() + evaluateFor;
  while (Date.now() < stop) {
    await sleep(200 + Math.random() * 500);
    const relay = running[Math.floor(Math.random() * relays)];
    await relay?.kill();
    await relay?.start();
  }
  await done;
  const asked = await Promise.all(
    apps.map(async (app) => {
      app.send('end');
      return app.receive<number>();
    }),
  );
  return { evaluated: asked.reduce((sum, times) => sum + times, 0), stored: await sumOf(store) };
}

async function sumOf(url: string): Promise<number> {
  const store = await openStore({ url });
  const minutes = await store.counts.oldMinutes(Math.floor(Date.now() / 60_000) + 2, 100);
  const pages = await Promise.all(
    minutes.map(({ environment, minute }) => store.counts.pages(environment, minute)),
  );
  await store.close();
  return pages.flatMap((each) => each.flatMap(({ rows }) => rows)).reduce((sum, { count }) => sum + count, 0);
}

describe('what 10 apps evaluate while their 3 relays are killed again and again', () => {
  it('is counted exactly, on the embedded store', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hoist-accounting-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const { evaluated, stored } = await count(`sqlite:${join(folder, 'hoist.db')}`);
    expect(evaluated).toBeGreaterThan(10_000);
    expect(stored).toBe(evaluated);
  }, 60_000);

  it.runIf(mongo)(
    'is counted exactly, on MongoDB',
    async () => {
      const { url, remove } = await mongo!.fresh();
      onTestFinished(remove);
      const { evaluated, stored } = await count(url);
      expect(evaluated).toBeGreaterThan(10_000);
      expect(stored).toBe(evaluated);
    },
    60_000,
  );
});
