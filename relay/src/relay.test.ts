import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fixed, Installation, publishedFlag, startRelay } from './testing.ts';
import type { RunningRelay } from './testing.ts';

const path = '/ofrep/v1/evaluate/flags/checkout';
const away = 'sqlite:/dev/null/hoist/hoist.db';
const on = publishedFlag('checkout', { everyoneElse: fixed('on') });
const off = publishedFlag('checkout', { everyoneElse: fixed('off') });

/** The files of the last known good states that are whole. */
function copies(dataDir: string): string[] {
  const folder = join(dataDir, 'relay');
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.ndjson')) : [];
}

describe('the relay', () => {
  let installation: Installation;
  let dataDir: string;
  let running: RunningRelay[];

  beforeEach(() => {
    installation = new Installation();
    dataDir = mkdtempSync(join(tmpdir(), 'hoist-lkg-'));
    running = [];
  });

  afterEach(async () => {
    for (const relay of running) await relay.stop();
    installation.remove();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const start = async (more: Partial<Parameters<typeof startRelay>[0]> = {}) => {
    const relay = await startRelay({ url: installation.url, dataDir, ...more });
    running.push(relay);
    return relay;
  };

  const valueOf = async (relay: RunningRelay, key: string) =>
    ((await (await relay.post(path, { key })).json()) as { value?: boolean }).value;

  it('is not ready and answers 503, never 401, until an environment can be served', async () => {
    const relay = await start();
    const early = await relay.post(path, { key: 'any' });
    expect([early.status, early.headers.get('retry-after')]).toEqual([503, '1']);
    expect((await fetch(`${relay.managementUrl}/readyz`)).status).toBe(503);
    expect((await fetch(`${relay.managementUrl}/livez`)).status).toBe(200);

    await installation.publish('dev', { flags: [on] });
    const key = await installation.addKey('dev');
    await relay.until(() => relay.relay.ready);
    expect(await valueOf(relay, key)).toBe(true);
    expect((await fetch(`${relay.managementUrl}/readyz`)).status).toBe(200);
  });

  it('serves a change within a second of its commit', async () => {
    await installation.publish('dev', { flags: [off] });
    const key = await installation.addKey('dev');
    const relay = await start();
    await relay.until(() => relay.relay.ready);
    expect(await valueOf(relay, key)).toBe(false);
    const publishedAt = performance.now();
    await installation.publish('dev', { flags: [on] });
    await relay.until(() => relay.relay.feeds.current('dev')?.ruleset.version === 2);
    expect(performance.now() - publishedAt).toBeLessThan(1_000);
    expect(await valueOf(relay, key)).toBe(true);
  });

  it('accepts keys that are younger than what it has read', async () => {
    await installation.publish('dev', { flags: [on] });
    await installation.addKey('dev');
    const relay = await start();
    await relay.until(() => relay.relay.ready);
    for (let round = 0; round < 10; round++) {
      const key = await installation.addKey('dev');
      expect((await relay.post(path, { key })).status).toBe(200);
    }
    const key = await installation.addKey('dev');
    const ruleset = `${relay.url}/hoist/v1/environments/-/ruleset`;
    expect((await fetch(ruleset, { headers: { 'x-api-key': key } })).status).toBe(200);
  });

  it('serves the keys that it knows beside one of a scope that it does not know', async () => {
    await installation.publish('dev', { flags: [on] });
    const key = await installation.addKey('dev');
    const stranger = await installation.addKey('dev', 'edge-of-tomorrow');
    const relay = await start();
    await relay.until(() => relay.relay.ready);
    expect((await relay.post(path, { key })).status).toBe(200);
    expect((await relay.post(path, { key: stranger })).status).toBe(401);
  });

  it('refuses a key within a second of its revocation', async () => {
    await installation.publish('dev', { flags: [on] });
    const key = await installation.addKey('dev');
    const relay = await start();
    await relay.until(() => relay.relay.ready);
    expect((await relay.post(path, { key })).status).toBe(200);
    await installation.revokeAll('dev');
    await sleep(1_000);
    expect((await relay.post(path, { key })).status).toBe(401);
  });

  it('answers from disk alone, with its keys, when the source is away at start', async () => {
    await installation.publish('dev', { flags: [on] });
    const key = await installation.addKey('dev');
    const first = await start();
    await first.until(() => first.relay.ready && copies(dataDir).length === 2);
    const files = readdirSync(join(dataDir, 'relay'));
    for (const file of files) expect(statSync(join(dataDir, 'relay', file)).mode & 0o077).toBe(0);

    const second = await start({ url: away });
    expect(await valueOf(second, key)).toBe(true);
    expect(second.relay.ready).toBe(true);
    expect((await second.post(path, { key: 'other' })).status).toBe(503);
  });

  it('does not use a damaged copy, names it, leaves it alone, and recovers from the source', async () => {
    await installation.publish('dev', { flags: [on] });
    const key = await installation.addKey('dev');
    const first = await start();
    const folder = join(dataDir, 'relay');
    await first.until(() => first.relay.ready && copies(dataDir).length === 2);
    await first.stop();
    running.pop();
    const file = join(folder, readdirSync(folder).find((name) => name.startsWith('environment')) ?? '');
    const damaged = readFileSync(file, 'utf8').replace('"value":true', '"value":null');
    writeFileSync(file, damaged);

    const offline = await start({ url: away });
    expect((await offline.post(path, { key })).status).toBe(503);
    expect(readFileSync(file, 'utf8')).toBe(damaged);
    const online = await start();
    await online.until(() => online.relay.ready);
    expect(await valueOf(online, key)).toBe(true);
  });

  it('does not use a copy of another installation', async () => {
    await installation.publish('dev', { flags: [on] });
    await installation.publish('dev', { flags: [publishedFlag('extra', null)] });
    const oldKey = await installation.addKey('dev');
    const first = await start();
    await first.until(() => first.relay.ready && copies(dataDir).length === 2);
    const other = new Installation('second');
    await other.publish('dev', { flags: [off] });
    const key = await other.addKey('dev');
    const second = await start({ url: other.url });
    await second.until(() => second.relay.feeds.current('dev')?.ruleset.installation === 'second');
    expect(await valueOf(second, key)).toBe(false);
    expect((await second.post(path, { key: oldKey })).status).toBe(401);
    other.remove();
  });

  it('serves the environments of its configuration, and waits for them', async () => {
    await installation.publish('dev', { flags: [on] });
    const devKey = await installation.addKey('dev');
    const relay = await start({ environments: ['prod'] });
    await sleep(1_200);
    expect(relay.relay.ready).toBe(false);
    expect((await relay.post(path, { key: devKey })).status).toBe(503);
    await installation.publish('prod', { flags: [off] });
    const prodKey = await installation.addKey('prod');
    await relay.until(() => relay.relay.ready);
    expect(await valueOf(relay, prodKey)).toBe(false);
    expect((await relay.post(path, { key: devKey })).status).toBe(401);
  });

  it('refuses a malformed state whole and goes on serving the old one', async () => {
    await installation.publish('dev', { flags: [on] });
    const key = await installation.addKey('dev');
    const relay = await start();
    await relay.until(() => relay.relay.ready);
    await installation.publish('dev', { flags: [{ ...off, variants: 'none' } as unknown as typeof off] });
    await sleep(500);
    expect(await valueOf(relay, key)).toBe(true);
    expect(relay.relay.feeds.current('dev')?.ruleset.version).toBe(1);
  });

  it('is not ready while it drains, and closes connections with its answers', async () => {
    await installation.publish('dev', { flags: [on] });
    const key = await installation.addKey('dev');
    const relay = await start();
    await relay.until(() => relay.relay.ready);
    relay.relay.drain();
    expect(relay.relay.ready).toBe(false);
    const answer = await relay.post(path, { key });
    expect([answer.status, answer.headers.get('connection')]).toEqual([200, 'close']);
  });

  it('counts evaluations and reports positions, with no label from a request', async () => {
    await installation.publish('dev', { flags: [on] });
    const key = await installation.addKey('dev');
    const relay = await start();
    await relay.until(() => relay.relay.ready);
    for (let time = 0; time < 3; time++) await (await relay.post(path, { key })).arrayBuffer();
    await (await relay.post('/ofrep/v1/evaluate/flags/some-secret-name', { key })).arrayBuffer();
    const metrics = await (await fetch(`${relay.managementUrl}/metrics`)).text();
    expect(metrics).toContain('hoist_relay_evaluations_total{environment="dev",reason="STATIC"} 3');
    expect(metrics).toMatch(/hoist_relay_request_duration_seconds_count\{route="single",status="404"\} 1/);
    expect(metrics).toContain('hoist_relay_ruleset_version{environment="dev"} 1');
    expect(metrics).not.toContain('some-secret-name');
    const status = (await (await fetch(`${relay.managementUrl}/status`)).json()) as {
      environments: object[];
      plugins: string[];
    };
    expect(status.environments).toMatchObject([
      { environment: 'dev', ready: true, version: 1, problems: [] },
    ]);
    expect(status.plugins).toContain('operator:equals');
  });
});
