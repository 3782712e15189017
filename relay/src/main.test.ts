import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixed, Installation, publishedFlag } from './testing.ts';
import { RelayProcess } from './testing/relay-process.ts';

const installation = new Installation();
const dataDir = mkdtempSync(join(tmpdir(), 'hoist-drain-'));
const started: RelayProcess[] = [];
let key = '';

beforeAll(async () => {
  await installation.publish('dev', { flags: [publishedFlag('checkout', { everyoneElse: fixed('on') })] });
  key = await installation.addKey('dev');
});
afterAll(async () => {
  await Promise.all(started.map((relay) => relay.end('SIGKILL')));
  installation.remove();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(drainSeconds: number, more: NodeJS.ProcessEnv = {}): Promise<RelayProcess> {
  const env = { HOIST_DRAIN_SECONDS: String(drainSeconds), HOIST_KEEP_ALIVE_SECONDS: '620', ...more };
  const relay = await RelayProcess.prepare({ storeUrl: installation.url, dataDir, env });
  started.push(relay);
  await relay.start();
  return relay;
}

const until = async (condition: () => Promise<boolean>) => {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 10));
};

describe('a relay that is asked to end', () => {
  it('is not ready at once, serves on with answers that close their connections, then exits with 0', async () => {
    const relay = await start(2);
    const authorization = `Bearer ${key}`;
    const stream = await fetch(`${relay.url}/hoist/v1/environments/-/changes`, {
      headers: { authorization },
    });
    expect((await fetch(relay.url)).headers.get('keep-alive')).toBe('timeout=620');
    const signalledAt = performance.now();
    relay.signal('SIGTERM');
    await until(async () => (await relay.readiness())?.status === 503);
    expect((await relay.readiness())?.body).toMatchObject({ ready: false, draining: true });
    const ask = async (method: string, path: string) => {
      const answer = await fetch(`${relay.url}${path}`, { method, headers: { authorization } });
      await answer.arrayBuffer();
      return [answer.status, answer.headers.get('connection')];
    };
    expect(await ask('POST', '/ofrep/v1/evaluate/flags')).toEqual([200, 'close']);
    expect(await ask('POST', '/ofrep/v1/evaluate/flags/checkout')).toEqual([200, 'close']);
    expect(await ask('OPTIONS', '/ofrep/v1/evaluate/flags')).toEqual([204, 'close']);
    expect(await ask('GET', '/hoist/v1/environments/-/ruleset')).toEqual([200, 'close']);
    expect(await ask('GET', '/nowhere')).toEqual([404, 'close']);
    expect(performance.now() - signalledAt).toBeLessThan(2_000);

    expect(await stream.text()).toMatch(/retry: \d+\n\n$/);
    expect(performance.now() - signalledAt).toBeGreaterThan(1_900);
    expect(await relay.exited(), relay.output).toBe(0);
    expect(performance.now() - signalledAt).toBeLessThan(6_000);
  });

  it.each([
    ['SIGINT', ['SIGINT']],
    ['a second SIGTERM', ['SIGTERM', 'SIGTERM']],
    ['SIGINT after SIGTERM', ['SIGTERM', 'SIGINT']],
  ] as const)('does not wait on %s', async (_, signals) => {
    const relay = await start(300);
    for (const signal of signals) {
      relay.signal(signal);
      await until(async () => (await relay.readiness())?.status !== 200);
    }
    expect(await relay.exited(), relay.output).toBe(0);
  });

  it('ends in order, counts stored, where nobody caught a fault, and exits with 1', async () => {
    const fault = "process.on('SIGUSR2', () => void Promise.reject(new Error('a job that rejects')))";
    const relay = await start(300, {
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(fault)}`,
    });
    const headers = { authorization: `Bearer ${key}` };
    const answer = await fetch(`${relay.url}/ofrep/v1/evaluate/flags/checkout`, { method: 'POST', headers });
    expect(answer.status).toBe(200);
    relay.signal('SIGUSR2');
    expect(await relay.exited(), relay.output).toBe(1);
    expect(relay.output).toMatch(/"level":"error".*a job that rejects.*nobody caught this; the process ends/);
    expect(relay.output).toContain('"message":"stopped"');
  });
});
