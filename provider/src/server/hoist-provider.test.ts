import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fixed, Installation, percentage, publishedFlag, startRelay } from '@hoist/relay/testing';
import { OpenFeature, ProviderEvents } from '@openfeature/server-sdk';
import type { Client, EventDetails } from '@openfeature/server-sdk';
import { describe, expect, it, onTestFinished } from 'vitest';
import { HoistProvider } from './hoist-provider.ts';
import type { HoistProviderOptions } from './options.ts';

const boolean = (key: string, variant: string) => publishedFlag(key, { everyoneElse: fixed(variant) });
const typed = (key: string, type: 'string' | 'float' | 'object', value: string | number | object) => ({
  ...publishedFlag(key, { everyoneElse: fixed('one'), off: null }),
  type,
  variants: [{ key: 'one', value: value as never }],
});

async function openRelay() {
  const installation = new Installation();
  await installation.publish('dev', {
    flags: [
      boolean('on', 'on'),
      publishedFlag('half', { everyoneElse: percentage(50_000) }),
      publishedFlag('unset', null),
      typed('text', 'string', ''),
      typed('five', 'float', 5),
      typed('things', 'object', { list: [1, 2] }),
    ],
  });
  const key = await installation.addKey('dev');
  const dataDir = mkdtempSync(join(tmpdir(), 'hoist-provider-'));
  const relay = await startRelay({ url: installation.url, dataDir });
  onTestFinished(async () => {
    await relay.stop();
    installation.remove();
    rmSync(dataDir, { recursive: true, force: true });
  });
  await relay.until(() => relay.relay.ready);
  return { installation, relay, key, dataDir };
}

let domains = 0;

/** The provider under the published SDK, in a domain of its own; `seen` has every event in order. */
async function connect(options: HoistProviderOptions) {
  const domain = `domain-${++domains}`;
  const provider = new HoistProvider(options);
  const client: Client = OpenFeature.getClient(domain);
  const seen: { readonly event: string; readonly details: EventDetails | undefined }[] = [];
  for (const event of Object.values(ProviderEvents))
    client.addHandler(event, (details) => void seen.push({ event, details }));
  onTestFinished(() => provider.onClose());
  let fault: unknown;
  await OpenFeature.setProviderAndWait(domain, provider).catch((error: unknown) => (fault = error));
  const until = async (event: string, times = 1) => {
    for (let attempt = 0; attempt < 2_000; attempt++) {
      const found = seen.filter((each) => each.event === event);
      if (found.length >= times) return found.at(-1)?.details;
      await sleep(10);
    }
    throw new Error(`No ${event}: ${JSON.stringify(seen)}`);
  };
  return { provider, client, seen, until, fault };
}

describe('the server provider', () => {
  it('evaluates every type in this process, with variant, reason and metadata', async () => {
    const { relay, key } = await openRelay();
    const { client } = await connect({ url: relay.url, key });
    expect(await client.getBooleanDetails('on', false)).toMatchObject({
      value: true,
      variant: 'on',
      reason: 'STATIC',
      flagMetadata: { version: 1, environment: 'dev', flagSetId: 'dev' },
    });
    expect(await client.getStringValue('text', 'other')).toBe('');
    expect(await client.getNumberValue('five', 1)).toBe(5);
    expect(await client.getObjectValue('things', {})).toEqual({ list: [1, 2] });
    const half = await Promise.all(
      Array.from({ length: 1_000 }, (_, n) =>
        client.getBooleanValue('half', false, { targetingKey: `user-${n}` }),
      ),
    );
    expect(half.filter(Boolean).length).toBeGreaterThan(440);
    expect(half.filter(Boolean).length).toBeLessThan(560);
  });

  it('gives the code default where there is no value, and says why', async () => {
    const { relay, key } = await openRelay();
    const { client } = await connect({ url: relay.url, key });
    expect(await client.getBooleanDetails('unset', true)).toMatchObject({ value: true, reason: 'DISABLED' });
    expect(await client.getBooleanDetails('nothing', true)).toMatchObject({
      value: true,
      reason: 'ERROR',
      errorCode: 'FLAG_NOT_FOUND',
    });
    expect(await client.getStringDetails('on', 'x')).toMatchObject({
      value: 'x',
      errorCode: 'TYPE_MISMATCH',
    });
    expect(await client.getBooleanDetails('half', true)).toMatchObject({
      value: true,
      errorCode: 'TARGETING_KEY_MISSING',
      flagMetadata: { flagSetId: 'dev' },
    });
  });

  it('follows every publish within a second, and names the flags that changed', async () => {
    const { relay, key, installation } = await openRelay();
    const { client, until, seen } = await connect({ url: relay.url, key });
    await sleep(100);
    await installation.publish('dev', { flags: [boolean('on', 'off'), boolean('fresh', 'on')] });
    expect(await until(ProviderEvents.ConfigurationChanged)).toMatchObject({ flagsChanged: ['fresh', 'on'] });
    expect(await client.getBooleanValue('on', true)).toBe(false);
    expect(await client.getBooleanValue('fresh', false)).toBe(true);
    expect(seen.map(({ event }) => event)).toEqual([
      ProviderEvents.Ready,
      ProviderEvents.ConfigurationChanged,
    ]);
  });

  it('goes on with what it knows when the relay is killed, says STALE, and READY when one is back', async () => {
    const { relay, key, installation, dataDir } = await openRelay();
    const port = Number(new URL(relay.url).port);
    const { client, until, provider } = await connect({ url: relay.url, key, staleAfter: 300 });
    await sleep(100);
    await relay.stop();
    expect((await until(ProviderEvents.Stale))?.message).toMatch(/^The relay does not answer \(.+\)\. Flags/);
    expect(await client.getBooleanValue('on', false)).toBe(true);
    await installation.publish('dev', { flags: [boolean('on', 'off')] });
    const again = await startRelay({ url: installation.url, dataDir, port });
    onTestFinished(() => again.stop());
    await until(ProviderEvents.Ready, 2);
    expect(await client.getBooleanValue('on', true)).toBe(false);
    // Downloaded anew as a whole, and still only what is different is called changed.
    expect(await until(ProviderEvents.ConfigurationChanged)).toMatchObject({ flagsChanged: ['on'] });
    await provider.onClose();
  });

  it('is not ready in time where nothing answers, tries on, and is READY when it does', async () => {
    const hole = createServer(() => undefined);
    await new Promise<void>((resolve) => hole.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void hole.close());
    const port = (hole.address() as { port: number }).port;
    const started = performance.now();
    const { fault, client } = await connect({ url: `http://127.0.0.1:${port}`, key: 'x', initTimeout: 400 });
    expect(performance.now() - started).toBeLessThan(4_000);
    expect(String(fault)).toContain('did not answer within 400 ms');
    expect(await client.getBooleanDetails('on', true)).toMatchObject({
      value: true,
      errorCode: 'PROVIDER_NOT_READY',
    });
  });

  it('recovers from a failed start by itself', async () => {
    const { relay, key, installation, dataDir } = await openRelay();
    const port = Number(new URL(relay.url).port);
    await relay.stop();
    const { fault, client, until } = await connect({
      url: relay.url,
      key,
      initTimeout: 300,
      pollInterval: 200,
    });
    expect(fault).toBeDefined();
    const again = await startRelay({ url: installation.url, dataDir, port });
    onTestFinished(() => again.stop());
    await until(ProviderEvents.Ready);
    expect(await client.getBooleanValue('on', false)).toBe(true);
  });

  it('is FATAL at once with a key that the relay does not know', async () => {
    const { relay } = await openRelay();
    const { fault, client } = await connect({ url: relay.url, key: 'unknown' });
    expect(fault).toMatchObject({ code: 'PROVIDER_FATAL' });
    expect(await client.getBooleanDetails('on', true)).toMatchObject({
      value: true,
      errorCode: 'PROVIDER_FATAL',
    });
  });

  it('goes on, STALE, when its key is revoked: nobody loses a flag by it', async () => {
    const { relay, key, installation } = await openRelay();
    const { client, until } = await connect({ url: relay.url, key });
    await sleep(100);
    await installation.revokeAll('dev');
    expect((await until(ProviderEvents.Stale))?.message).toContain('401');
    expect(await client.getBooleanValue('on', false)).toBe(true);
  });

  it('reports a step that fell due out of contact when the relay is back, once', async () => {
    const { relay, key, installation, dataDir } = await openRelay();
    const port = Number(new URL(relay.url).port);
    // Out of contact for a second, nothing grows any more.
    const monotonic = () => performance.now() * 600;
    const { client, until, seen } = await connect({ url: relay.url, key, monotonic, pollInterval: 100 });
    const due = Date.now() + 2_500;
    const plan = [{ at: new Date(due).toISOString().slice(0, 16), variant: 'on' }];
    const steps = [{ from: new Date(due).toISOString(), variant: 'on' }];
    const params = { before: 'off', timeZone: 'UTC', plan, steps };
    await installation.publish('dev', {
      flags: [publishedFlag('late', { everyoneElse: { strategy: 'scheduled', params } })],
    });
    await until(ProviderEvents.ConfigurationChanged);
    await relay.stop();
    await sleep(due - Date.now() + 300);
    expect(await client.getBooleanValue('late', true)).toBe(false);
    const back = await startRelay({ url: installation.url, dataDir, port });
    onTestFinished(() => back.stop());
    expect(await until(ProviderEvents.ConfigurationChanged, 2)).toMatchObject({ flagsChanged: ['late'] });
    expect(await client.getBooleanValue('late', false)).toBe(true);
    expect(seen.filter(({ event }) => event === ProviderEvents.ConfigurationChanged)).toHaveLength(2);
  });

  it('reports when a rollout reaches its next step, and stops growing after 10 minutes without contact', async () => {
    const { relay, key, installation } = await openRelay();
    const skew = { wall: 0, monotonic: 0 };
    const now = () => Date.now() + skew.wall;
    const monotonic = () => performance.now() + skew.monotonic;
    const growing = (first: number) => ({
      strategy: 'progressive',
      params: {
        variant: 'on',
        otherwise: 'off',
        plan: [
          { percent: 0, hours: 1 },
          { percent: 100, hours: 0 },
        ],
        progress: { step: 0, held: 0 },
        steps: [
          { from: new Date(Date.now() - 1_000).toISOString(), percent: 0 },
          { from: new Date(Date.now() + first).toISOString(), percent: 100 },
        ],
      },
    });
    const { client, until } = await connect({ url: relay.url, key, now, monotonic });
    await sleep(100);
    const context = { targetingKey: 'user-1' };
    await installation.publish('dev', {
      flags: [
        publishedFlag('soon', { everyoneElse: growing(1_500) }),
        publishedFlag('later', { everyoneElse: growing(20 * 60_000) }),
      ],
    });
    await until(ProviderEvents.ConfigurationChanged);
    expect(await client.getBooleanValue('soon', true, context)).toBe(false);
    expect(await until(ProviderEvents.ConfigurationChanged, 2)).toMatchObject({ flagsChanged: ['soon'] });
    expect(await client.getBooleanValue('soon', false, context)).toBe(true);
    await relay.stop();
    const day = 86_400_000;
    for (const [wall, passed] of [
      [day, day],
      [0, day],
      [-day, day],
      [day, 0],
    ]) {
      Object.assign(skew, { wall, monotonic: passed });
      expect(await client.getBooleanValue('later', true, context)).toBe(false);
    }
  });

  it('ends when it is closed, twice if need be, and answers on', async () => {
    const { relay, key } = await openRelay();
    const { provider, client } = await connect({ url: relay.url, key });
    await client.getBooleanValue('on', false);
    const started = performance.now();
    await Promise.all([provider.onClose(), provider.onClose()]);
    expect(performance.now() - started).toBeLessThan(1_500);
    for (let attempt = 0; attempt < 1_000 && relay.relay.streams.size > 0; attempt++) await sleep(10);
    expect(relay.relay.streams.size).toBe(0);
    expect(await client.getBooleanValue('on', false)).toBe(true);
  });

  it('refuses options that cannot be right', () => {
    expect(() => new HoistProvider({ url: 'flags', key: 'x' })).toThrow('`url`');
    expect(() => new HoistProvider({ url: 'http://localhost:8080', key: '' })).toThrow('`key`');
  });

  it('keeps no process alive', async () => {
    const { relay, key } = await openRelay();
    const path = join(import.meta.dirname, '..', 'testing', 'ask-once.ts');
    const { spawn } = await import('node:child_process');
    const child = spawn(process.execPath, [path, relay.url, key], { stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect([code, output]).toEqual([0, 'true\n']);
  });
});
