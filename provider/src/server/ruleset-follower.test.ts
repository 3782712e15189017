import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { backup, DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fixed, Installation, publishedFlag, startRelay } from '@hoist/relay/testing';
import { OpenFeature, ProviderEvents } from '@openfeature/server-sdk';
import { expect, it, onTestFinished } from 'vitest';
import { RecordingProxy } from '../testing/recording-proxy.ts';
import { HoistProvider } from './hoist-provider.ts';
import type { HoistProviderOptions } from './options.ts';
import { RelayClient } from './relay-client.ts';
import { RulesetFollower } from './ruleset-follower.ts';

const ruleset = {
  format: 1,
  installation: 'first',
  environment: 'dev',
  epoch: 1,
  version: 1,
  state: 'a'.repeat(64),
  flags: [],
  segments: [],
};

it('asks ever less often where each stream ends as soon as it was opened', async () => {
  let opened = 0;
  const relay = createServer((request, response) => {
    if (request.url?.includes('/changes')) {
      opened++;
      response.end('event: contact\ndata: {"lastContact":1}\n\n');
    } else {
      response.end(JSON.stringify(ruleset));
    }
  }).listen(0, '127.0.0.1');
  await once(relay, 'listening');
  const address = relay.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const lost: Error[] = [];
  const follower = new RulesetFollower({
    client: new RelayClient(`http://127.0.0.1:${port}`, 'key'),
    pollInterval: 30_000,
    onRuleset: () => Promise.resolve(),
    onContact: () => undefined,
    onLost: (error) => lost.push(error),
  });
  onTestFinished(() => {
    follower.stop();
    relay.closeAllConnections();
    relay.close();
  });
  follower.start();
  await sleep(3_000);
  expect(lost).toEqual([]);
  expect(opened).toBeGreaterThan(2);
  expect(opened).toBeLessThan(8);
});

it('passes over events and fields that it does not know', async () => {
  const [from, to] = [ruleset.state, 'b'.repeat(64)].map((state, index) => ({
    epoch: 1,
    version: index + 1,
    state,
  }));
  const change = { format: 1, from, to, flags: [], segments: [], removed: { flags: [], segments: [] } };
  const relay = createServer((request, response) => {
    if (!request.url?.includes('/changes')) return void response.end(JSON.stringify(ruleset));
    response.write('event: later\ndata: nobody knows\n\nevent: contact\ndata: {"age":5,"added":true}\n\n');
    response.write(`event: change\ndata: ${JSON.stringify({ ...change, added: { later: true } })}\n\n`);
  }).listen(0, '127.0.0.1');
  await once(relay, 'listening');
  const address = relay.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const ages: number[] = [];
  const lost: Error[] = [];
  const served = await new Promise<readonly number[]>((resolve) => {
    const versions: number[] = [];
    const follower = new RulesetFollower({
      client: new RelayClient(`http://127.0.0.1:${port}`, 'key'),
      pollInterval: 30_000,
      onRuleset: ({ version }) => {
        versions.push(version);
        if (version === 2) resolve(versions);
        return Promise.resolve();
      },
      onContact: (age) => ages.push(age),
      onLost: (error) => lost.push(error),
    });
    onTestFinished(() => {
      follower.stop();
      relay.closeAllConnections();
      relay.close();
    });
    follower.start();
  });
  expect([served, ages.at(-1), lost]).toEqual([[1, 2], 5, []]);
});

const off = publishedFlag('new', { everyoneElse: fixed('off') });
const on = publishedFlag('new', { everyoneElse: fixed('on') });

/** More than a stream sends in one event. */
const large = Array.from({ length: 40 }, (_, index) => ({
  ...publishedFlag(`wide-${index}`, { everyoneElse: fixed('on') }),
  type: 'string' as const,
  variants: [
    { key: 'on', value: 'x'.repeat(20_000) },
    { key: 'off', value: '' },
  ],
}));

let domains = 0;

async function open(streams?: { total: number; perAddress: undefined }) {
  const installation = new Installation();
  await installation.publish('dev', { flags: [off] });
  const key = await installation.addKey('dev');
  const folder = mkdtempSync(join(tmpdir(), 'hoist-follower-'));
  const start = (name: string, url = installation.url) =>
    startRelay({ url, dataDir: join(folder, name), ...(streams && { streams }) });
  const relay = await start('1');
  const proxy = new RecordingProxy(relay.url);
  await proxy.listen();
  onTestFinished(async () => {
    proxy.close();
    await relay.stop();
    installation.remove();
    rmSync(folder, { recursive: true, force: true });
  });
  await relay.until(() => relay.relay.ready);
  const connect = async (options: Partial<HoistProviderOptions> = {}) => {
    const domain = `follower-${++domains}`;
    const client = OpenFeature.getClient(domain);
    const seen: string[] = [];
    for (const event of Object.values(ProviderEvents)) client.addHandler(event, () => void seen.push(event));
    const provider = new HoistProvider({ url: proxy.url, key, ...options });
    onTestFinished(() => provider.onClose());
    await OpenFeature.setProviderAndWait(domain, provider);
    return { client, seen };
  };
  /** A relay that stays behind until it is told to catch up. */
  const startBehind = async () => {
    const path = await installation.copy();
    const behind = await start('2', `sqlite:${path}`);
    onTestFinished(() => behind.stop());
    await behind.until(() => behind.relay.ready);
    const catchUp = async () => {
      const live = new DatabaseSync(installation.url.slice('sqlite:'.length));
      await backup(live, path);
      live.close();
    };
    return { behind, catchUp };
  };
  return { installation, relay, proxy, connect, startBehind };
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 2_000; attempt++) {
    if (await condition()) return;
    await sleep(10);
  }
  throw new Error('It did not happen.');
}

it('downloads once more where a change is too large for the stream, and follows from there', async () => {
  const { installation, relay, proxy, connect } = await open();
  const { client } = await connect();
  await until(() => relay.relay.streams.size === 1);
  await installation.publish('dev', { flags: [on, ...large] });
  await until(() => client.getBooleanValue('new', false));
  expect(await client.getStringValue('wide-7', '')).toHaveLength(20_000);
  await until(() => relay.relay.streams.size === 1);
  await sleep(1_000);
  expect([proxy.count('/ruleset'), proxy.count('/changes')]).toEqual([2, 2]);
  await installation.publish('dev', { flags: [off] });
  await until(async () => !(await client.getBooleanValue('new', true)));
  expect(proxy.count('/ruleset')).toBe(2);
});

it('polls, and is READY all the time, where the relay has no place for its stream', async () => {
  const { installation, connect } = await open({ total: 0, perAddress: undefined });
  const { client, seen } = await connect({ pollInterval: 300, staleAfter: 100 });
  await sleep(1_000);
  await installation.publish('dev', { flags: [on] });
  await until(() => client.getBooleanValue('new', false));
  expect(seen).toEqual([ProviderEvents.Ready, ProviderEvents.ConfigurationChanged]);
});

it('keeps what it has, READY, at a relay that is behind, asks it for little, and follows once it has caught up', async () => {
  const { installation, relay, proxy, connect, startBehind } = await open();
  const { behind, catchUp } = await startBehind();
  const { client, seen } = await connect({ staleAfter: 300 });
  await until(() => relay.relay.streams.size === 1);
  await installation.publish('dev', { flags: [on] });
  await until(() => client.getBooleanValue('new', false));

  proxy.target = behind.url;
  proxy.paths.length = 0;
  proxy.cut();
  await until(() => behind.relay.streams.size === 1);
  await sleep(1_500);
  expect(await client.getBooleanValue('new', false)).toBe(true);
  expect([proxy.count('/ruleset'), proxy.count('/changes')]).toEqual([1, 1]);

  await installation.publish('dev', { flags: [off] });
  await catchUp();
  await until(async () => !(await client.getBooleanValue('new', true)));
  // The relay never served what lies between: the ruleset is downloaded once.
  expect(proxy.count('/ruleset')).toBe(2);
  expect(seen).toEqual([
    ProviderEvents.Ready,
    ProviderEvents.ConfigurationChanged,
    ProviderEvents.ConfigurationChanged,
  ]);
});
