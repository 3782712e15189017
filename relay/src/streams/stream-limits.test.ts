import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TrustedProxies } from '@hoist/store/process';
import { expect, it, onTestFinished } from 'vitest';
import { fixed, Installation, publishedFlag, startRelay } from '../testing.ts';
import type { StreamLimits } from './stream-places.ts';

async function open(
  streams: StreamLimits,
  front: { readonly proxies?: TrustedProxies; readonly publicPath?: string } = {},
) {
  const installation = new Installation();
  const flag = publishedFlag('checkout', { everyoneElse: fixed('on') }, { clientVisible: true });
  await installation.publish('dev', { flags: [flag] });
  const key = await installation.addKey('dev', 'client');
  const other = await installation.addKey('dev', 'client');
  const dataDir = mkdtempSync(join(tmpdir(), 'hoist-limits-'));
  const relay = await startRelay({ url: installation.url, dataDir, streams, ...front });
  onTestFinished(async () => {
    await relay.stop();
    installation.remove();
    rmSync(dataDir, { recursive: true, force: true });
  });
  await relay.until(() => relay.relay.credentials.find(other, Date.now()) !== undefined);

  /** All flags for a key: status, entity tag, and the path of the stream that is offered. */
  const askAll = async (asker: string, tag?: string, more: Record<string, string> = {}) => {
    const headers: Record<string, string> = tag === undefined ? more : { 'if-none-match': tag, ...more };
    const answer = await relay.post('/ofrep/v1/evaluate/flags', { key: asker, headers });
    const body = answer.status === 200 ? ((await answer.json()) as BulkAnswer) : undefined;
    const path = body?.eventStreams?.[0].endpoint.requestUri;
    return { status: answer.status, tag: answer.headers.get('etag') ?? '', path };
  };
  const pathOf = async (asker: string) => {
    const { path } = await askAll(asker);
    if (path === undefined) throw new Error('No stream was offered.');
    return path;
  };
  const openStream = async (path: string, headers: Record<string, string> = {}) => {
    const aborting = new AbortController();
    const response = await fetch(`${relay.url}${path}`, { signal: aborting.signal, headers });
    onTestFinished(() => aborting.abort());
    return { response, close: () => aborting.abort() };
  };
  const metric = async (line: string) => {
    const text = await (await fetch(`${relay.managementUrl}/metrics`)).text();
    return Number(
      text
        .split('\n')
        .find((each) => each.startsWith(`hoist_relay_${line} `))
        ?.split(' ')[1],
    );
  };
  return { relay, key, other, askAll, pathOf, openStream, metric };
}

interface BulkAnswer {
  readonly eventStreams?: readonly [{ readonly endpoint: { readonly requestUri: string } }];
}

it('refuses a stream where all places are taken, offers none meanwhile, and never says "not modified" across that', async () => {
  const { relay, key, other, askAll, pathOf, openStream, metric } = await open({
    total: 2,
    perAddress: undefined,
  });
  const before = await askAll(other);
  const otherPath = before.path ?? '';
  const first = await openStream(await pathOf(key));
  expect((await askAll(other, before.tag)).status).toBe(304);
  const second = await openStream(otherPath);
  expect([first.response.status, second.response.status]).toEqual([200, 200]);

  const refused = await openStream(otherPath);
  expect(refused.response.status).toBe(503);
  expect(Number(refused.response.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(refused.response.headers.get('access-control-allow-origin')).toBe('*');
  expect(await refused.response.json()).toMatchObject({ errorCode: 'GENERAL' });
  const changes = await fetch(`${relay.url}/hoist/v1/environments/-/changes`, {
    headers: { 'x-api-key': key },
  });
  expect(changes.status).toBe(403);

  const full = await askAll(other, before.tag);
  expect([full.status, full.path]).toEqual([200, undefined]);
  expect(full.tag).not.toBe(before.tag);
  expect((await askAll(other, full.tag)).status).toBe(304);
  expect(await metric('streams{kind="hints"}')).toBe(2);
  expect(await metric('streams_free')).toBe(0);
  expect(await metric('streams_refused_total{limit="total"}')).toBe(1);

  second.close();
  await relay.until(() => relay.relay.streams.size === 1);
  const again = await askAll(other, full.tag);
  expect([again.status, again.tag, again.path]).toEqual([200, before.tag, otherPath]);
  expect((await openStream(otherPath)).response.status).toBe(200);
});

it('leaves a tenth of the places to other keys', async () => {
  const { key, other, askAll, pathOf, openStream, metric } = await open({ total: 20, perAddress: undefined });
  const path = await pathOf(key);
  const opened = await Promise.all(Array.from({ length: 30 }, () => openStream(path)));
  const statuses = opened.map(({ response }) => response.status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(18);
  expect(statuses.filter((status) => status === 503)).toHaveLength(12);
  expect((await askAll(key)).path).toBeUndefined();
  expect((await openStream(await pathOf(other))).response.status).toBe(200);
  expect(await metric('streams_refused_total{limit="key"}')).toBe(12);
});

it('gives an address no more places than it may have', async () => {
  const { key, other, askAll, pathOf, openStream, metric } = await open({ total: 20, perAddress: 3 });
  const [path, otherPath] = [await pathOf(key), await pathOf(other)];
  for (const each of [path, path, otherPath]) expect((await openStream(each)).response.status).toBe(200);
  expect((await openStream(otherPath)).response.status).toBe(503);
  expect((await askAll(other)).path).toBeUndefined();
  expect(await metric('streams_refused_total{limit="address"}')).toBe(1);
});

it('counts the streams of whom a trusted proxy forwards by the address that it names', async () => {
  const limits = { total: 20, perAddress: 1 };
  const { key, askAll, pathOf, openStream } = await open(limits, {
    proxies: new TrustedProxies(['127.0.0.0/8']),
  });
  const from = (address: string) => ({ 'x-forwarded-for': `10.9.9.9, ${address}` });
  const path = await pathOf(key);
  expect((await openStream(path, from('203.0.113.1'))).response.status).toBe(200);
  expect((await openStream(path, from('203.0.113.1'))).response.status).toBe(503);
  expect((await askAll(key, undefined, from('203.0.113.1'))).path).toBeUndefined();
  expect((await askAll(key, undefined, from('203.0.113.2'))).path).toBeDefined();
  expect((await openStream(path, from('203.0.113.2'))).response.status).toBe(200);
});

it('takes an address from nobody else', async () => {
  const { key, pathOf, openStream } = await open({ total: 20, perAddress: 1 });
  const path = await pathOf(key);
  expect((await openStream(path, { 'x-forwarded-for': '203.0.113.1' })).response.status).toBe(200);
  expect((await openStream(path, { 'x-forwarded-for': '203.0.113.2' })).response.status).toBe(503);
});

it('offers its streams under the path that it is reached by, whether or not a proxy takes that away', async () => {
  const { key, relay, pathOf, openStream } = await open(
    { total: 20, perAddress: undefined },
    { publicPath: '/flags' },
  );
  const path = await pathOf(key);
  expect(path).toMatch(/^\/flags\/ofrep\/v1\/events\?ticket=/);
  expect((await openStream(path)).response.status).toBe(200);
  expect((await openStream(path.slice('/flags'.length))).response.status).toBe(200);
  expect((await relay.post('/flags/ofrep/v1/evaluate/flags/checkout', { key })).status).toBe(200);
});

it('offers and opens none where there may be none', async () => {
  const { key, askAll } = await open({ total: 0, perAddress: undefined });
  expect((await askAll(key)).path).toBeUndefined();
});
