import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseRuleset } from '@hoist/core';
import { openStore } from '@hoist/store';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fixed, Installation, publishedFlag, startRelay } from '../testing.ts';
import { readEvents } from '../testing/read-events.ts';

const on = publishedFlag('checkout', { everyoneElse: fixed('on') }, { clientVisible: true });
const off = publishedFlag('checkout', { everyoneElse: fixed('off') }, { clientVisible: true });

async function open() {
  const installation = new Installation();
  await installation.publish('dev', { flags: [on, publishedFlag('other', null)] });
  const key = await installation.addKey('dev');
  const dataDir = mkdtempSync(join(tmpdir(), 'hoist-streams-'));
  const relay = await startRelay({ url: installation.url, dataDir });
  onTestFinished(async () => {
    await relay.stop();
    installation.remove();
    rmSync(dataDir, { recursive: true, force: true });
  });
  await relay.until(() => relay.relay.ready);
  const get = (path: string, headers: Record<string, string> = { authorization: `Bearer ${key}` }) =>
    fetch(`${relay.url}${path}`, { headers });
  return { installation, relay, key, get };
}

const base = '/hoist/v1/environments';

describe('a ruleset for providers', () => {
  it('is whole, compressed on request, and not sent again where it is known', async () => {
    const { get, key } = await open();
    const answer = await get(`${base}/-/ruleset`);
    expect(answer.headers.get('content-encoding')).toBe('gzip');
    expect(Number(answer.headers.get('hoist-contact-age'))).toBeLessThan(10_000);
    const ruleset = parseRuleset(await answer.json());
    expect(ruleset.flags.map((flag) => flag.key)).toEqual(['checkout', 'other']);
    const etag = answer.headers.get('etag') ?? '';
    const again = await get(`${base}/dev/ruleset`, { 'x-api-key': key, 'if-none-match': etag });
    expect(again.status).toBe(304);
  });

  it('is for server keys of that environment only', async () => {
    const { get, installation, relay } = await open();
    const client = await installation.addKey('dev', 'client');
    await relay.until(() => relay.relay.credentials.find(client, Date.now()) !== undefined);
    expect((await get(`${base}/prod/ruleset`)).status).toBe(403);
    expect((await get(`${base}/-/ruleset`, {})).status).toBe(401);
    expect((await get(`${base}/-/ruleset`, { 'x-api-key': client })).status).toBe(403);
    const wrongMethod = await relay.post(`${base}/-/ruleset`);
    expect([wrongMethod.status, wrongMethod.headers.get('allow')]).toEqual([405, 'GET']);
  });
});

describe('the stream of changes', () => {
  it('sends every change from where the reader stands on', async () => {
    const { get, installation } = await open();
    const ruleset = parseRuleset(await (await get(`${base}/-/ruleset`)).json());
    const after = `${ruleset.epoch}-${ruleset.version}-${ruleset.state}`;
    const { next } = readEvents(await get(`${base}/-/changes?after=${after}`));
    await next('contact');
    await installation.publish('dev', { flags: [off] });
    const change = JSON.parse((await next('change'))['data'] ?? '') as Record<string, unknown>;
    expect(change).toMatchObject({
      from: { version: 1, state: ruleset.state },
      to: { version: 2 },
      flags: [{ key: 'checkout', version: 2 }],
      segments: [],
      removed: { flags: [], segments: [] },
    });
    const late = readEvents(await get(`${base}/-/changes?after=${after}`));
    expect(JSON.parse((await late.next('change'))['data'] ?? '')).toEqual(change);
  });

  it('says that it must start anew to a reader whose place it does not know', async () => {
    const { get } = await open();
    const { next } = readEvents(await get(`${base}/-/changes?after=elsewhere`));
    expect(await next('reset')).toMatchObject({ data: '{}' });
  });

  it('ends when its key is revoked, and when the relay closes its streams', async () => {
    const { get, installation, relay } = await open();
    const { next: revoked } = readEvents(await get(`${base}/-/changes`));
    await revoked('contact');
    await installation.revokeAll('dev');
    expect(await revoked('nothing')).toEqual({ event: 'end' });
    const key = await installation.addKey('dev');
    await relay.until(() => relay.relay.credentials.find(key, Date.now()) !== undefined);
    const { next: drained } = readEvents(await get(`${base}/-/changes`, { 'x-api-key': key }));
    await drained('contact');
    relay.relay.streams.close();
    expect(await drained('nothing')).toEqual({ event: 'end' });
    expect(relay.relay.streams.size).toBe(0);
  });
});

describe('hints for browsers', () => {
  async function openHints() {
    const opened = await open();
    const { relay, key } = opened;
    const all = (await (await relay.post('/ofrep/v1/evaluate/flags', { key })).json()) as {
      eventStreams: [{ type: string; endpoint: { requestUri: string } }];
    };
    return { ...opened, path: all.eventStreams[0].endpoint.requestUri };
  }

  it('are named by the answer of all flags, and come when something changed', async () => {
    const { get, installation, path } = await openHints();
    const response = await get(path, {});
    expect(response.headers.get('access-control-allow-origin')).toBe('*');
    const { next } = readEvents(response);
    const connected = await next('connected');
    await installation.publish('dev', { flags: [off] });
    const hint = await next('refetchEvaluation');
    expect(hint['id']).not.toBe(connected['id']);
  });

  it('come when a rollout reaches its next step, though nothing was published', async () => {
    const { get, installation, path } = await openHints();
    const from = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString();
    const growing = {
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
          { from: from(-1_000), percent: 0 },
          { from: from(1_500), percent: 100 },
        ],
      },
    };
    const { next } = readEvents(await get(path, {}));
    await installation.publish('dev', { flags: [publishedFlag('checkout', { everyoneElse: growing })] });
    await next('refetchEvaluation');
    await next('refetchEvaluation');
  });

  it('are not for tickets that were altered, nor for keys that were revoked', async () => {
    const { get, installation, relay, path, key } = await openHints();
    expect((await get(path.replace('&seen=', 'x&seen='), {})).status).toBe(401);
    expect((await get(path.replace('dev', 'prod'), {})).status).toBe(401);
    expect((await get('/ofrep/v1/events', {})).status).toBe(401);
    await installation.revokeAll('dev');
    await relay.until(() => relay.relay.credentials.find(key, Date.now()) === undefined);
    expect((await get(path, {})).status).toBe(401);
  });
});

describe('counts', () => {
  const page = {
    environment: '-',
    sender: 'provider-1',
    minute: Math.floor(Date.now() / 60_000),
    page: 0,
    sequence: 1,
    rows: [
      {
        flag: 'checkout',
        variant: 'on',
        reason: 'STATIC',
        rule: null,
        source: 'local',
        credential: 'forged',
        app: 'shop',
        appVersion: '1.2',
        count: 7,
      },
    ],
  };

  it('of providers are stored before they are accepted, under the key that sent them', async () => {
    const { relay, installation, key } = await open();
    const answer = await relay.post('/hoist/v1/events', {
      key,
      body: JSON.stringify({ format: 1, pages: [page], added: 1 }),
    });
    expect([answer.status, await answer.json()]).toEqual([202, { accepted: 1 }]);
    const store = await openStore({ url: installation.url });
    onTestFinished(() => store.close());
    const [stored] = await store.counts.pages('dev', page.minute);
    expect(stored?.rows).toMatchObject([
      { app: 'shop', count: 7, source: 'local', credential: key.slice(-8) },
    ]);
  });

  it('are refused where they cannot be read, are too large, or are of another environment', async () => {
    const { relay, key } = await open();
    const send = (body: unknown) => relay.post('/hoist/v1/events', { key, body: JSON.stringify(body) });
    const post = (body: object) => send({ format: 1, ...body });
    expect((await post({ pages: [{ ...page, sequence: 0 }] })).status).toBe(400);
    expect((await send('nonsense')).status).toBe(400);
    const later = await send({ format: 2, pages: [page] });
    expect([later.status, await later.text()]).toEqual([
      400,
      expect.stringContaining('reads counts of format 1'),
    ]);
    // Whoever compares the length of this makes a number of an object, which throws.
    expect((await post({ pages: { length: [[{ toString: null }]] } })).status).toBe(400);
    expect((await post({ pages: [{ ...page, environment: 'prod' }] })).status).toBe(403);
    expect((await post({ pages: [], more: 'x'.repeat(1_100_000) })).status).toBe(413);
    expect((await relay.post('/hoist/v1/events', { body: '{}' })).status).toBe(401);
  });

  it('of its own evaluations reach the store within two seconds', async () => {
    const { relay, installation, key } = await open();
    const store = await openStore({ url: installation.url });
    onTestFinished(() => store.close());
    for (let times = 0; times < 3; times++) await relay.post('/ofrep/v1/evaluate/flags/checkout', { key });
    await relay.post('/ofrep/v1/evaluate/flags', { key });
    await sleep(1_900);
    const marks = await store.counts.marks(10);
    const pages = await Promise.all(marks.map((mark) => store.counts.pages('dev', mark.minute)));
    const rows = pages.flat(2).flatMap(({ rows: counted }) => counted);
    const of = (flag: string, source: string) =>
      rows
        .filter((row) => row.flag === flag && row.source === source)
        .reduce((sum, row) => sum + row.count, 0);
    expect([of('checkout', 'single'), of('checkout', 'bulk'), of('other', 'bulk')]).toEqual([3, 1, 1]);
  });

  it('and reports say what the relay serves, until it stops', async () => {
    const { relay, installation } = await open();
    const store = await openStore({ url: installation.url });
    onTestFinished(() => store.close());
    await sleep(200);
    const [report] = await store.records.find('relays', []);
    expect(JSON.parse(String(report?.['report']))).toMatchObject({
      format: 1,
      environments: [
        {
          environment: 'dev',
          installation: 'first',
          ruleset: { epoch: 1, version: 1 },
          keyring: { version: 1 },
        },
      ],
    });
    expect(Date.parse(String(report?.['seenAt']))).toBeGreaterThan(Date.now() - 10_000);
    await relay.stop();
    expect(await store.records.find('relays', [])).toEqual([]);
  });
});
