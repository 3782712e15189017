import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { copySqlite } from '@hoist/store/copy-sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fixed, Installation, publishedFlag, startRelay } from '../testing.ts';
import type { RunningRelay } from '../testing.ts';
import { LaggingSource } from '../testing/lagging-source.ts';
import { readEvents } from '../testing/read-events.ts';

const flag = (variant: string) =>
  publishedFlag('checkout', { everyoneElse: fixed(variant) }, { clientVisible: true });
const hidden = (variant: string) => publishedFlag('hidden', { everyoneElse: fixed(variant) });

/** Turns on at an instant. */
function growing(at: number) {
  const params = {
    variant: 'on',
    otherwise: 'off',
    plan: [
      { percent: 0, hours: 1 },
      { percent: 100, hours: 0 },
    ],
    progress: { step: 0, held: 0 },
    steps: [
      { from: new Date(at - 3_600_000).toISOString(), percent: 0 },
      { from: new Date(at).toISOString(), percent: 100 },
    ],
  };
  return publishedFlag(
    'checkout',
    { everyoneElse: { strategy: 'progressive', params } },
    { clientVisible: true },
  );
}

interface Answer {
  readonly status: number;
  readonly tag: string;
  /** Of the stream; undefined where nothing was modified. */
  readonly path: string | undefined;
  readonly value: unknown;
}

async function open() {
  const installation = new Installation();
  await installation.publish('dev', { flags: [flag('off'), hidden('off')] });
  const key = await installation.addKey('dev', 'client');
  const folder = mkdtempSync(join(tmpdir(), 'hoist-hints-'));
  onTestFinished(() => {
    installation.remove();
    rmSync(folder, { recursive: true, force: true });
  });
  const start = async (
    name: string,
    { url = installation.url, source = new LaggingSource(url) } = {},
  ): Promise<RunningRelay> => {
    const relay = await startRelay({ url, dataDir: join(folder, name), openSource: source.open });
    onTestFinished(() => relay.stop());
    await relay.until(() => relay.relay.credentials.find(key, Date.now()) !== undefined);
    await relay.until(() => relay.relay.ready);
    return relay;
  };
  /** A relay that stays behind until it is told to catch up. */
  const startBehind = async (name: string) => {
    const path = await installation.copy();
    const relay = await start(name, { url: `sqlite:${path}` });
    const catchUp = () => copySqlite(installation.url.slice('sqlite:'.length), path);
    return { relay, catchUp };
  };
  /** Asks for all flags as browsers do; `hint` is the data of the one that made it ask. */
  const fetchAll = async (relay: RunningRelay, tag?: string, hint?: string): Promise<Answer> => {
    const headers: Record<string, string> = tag === undefined ? {} : { 'if-none-match': tag };
    const etag = hint === undefined ? undefined : (JSON.parse(hint) as { etag?: string }).etag;
    const query = etag === undefined ? '' : `?flagConfigEtag=${encodeURIComponent(etag)}`;
    const answer = await relay.post(`/ofrep/v1/evaluate/flags${query}`, {
      key,
      headers,
      body: '{"context":{"targetingKey":"a"}}',
    });
    if (answer.status !== 200)
      return { status: answer.status, tag: tag ?? '', path: undefined, value: undefined };
    const body = (await answer.json()) as {
      readonly flags: readonly { readonly key: string; readonly value: unknown }[];
      readonly eventStreams: readonly [{ readonly endpoint: { readonly requestUri: string } }];
    };
    return {
      status: 200,
      tag: answer.headers.get('etag') ?? '',
      path: body.eventStreams[0].endpoint.requestUri,
      value: body.flags.find((each) => each.key === 'checkout')?.value,
    };
  };
  const listen = async (relay: RunningRelay, path: string | undefined, lastEventId?: string) => {
    const headers: Record<string, string> = lastEventId === undefined ? {} : { 'last-event-id': lastEventId };
    return readEvents(await fetch(`${relay.url}${path}`, { headers }));
  };
  const versionOf = (relay: RunningRelay) => relay.relay.feeds.current('dev')?.ruleset.version;
  return { installation, start, startBehind, fetchAll, listen, versionOf };
}

const isHint = { data: expect.stringContaining('refetchEvaluation') as unknown };

describe('a browser is hinted at once', () => {
  it('where something was published between its answer and its stream', async () => {
    const { installation, start, fetchAll, listen, versionOf } = await open();
    const relay = await start('1');
    const { path } = await fetchAll(relay);
    await installation.publish('dev', { flags: [flag('on')] });
    await relay.until(() => versionOf(relay) === 2);
    const events = await listen(relay, path);
    expect(await events.next('refetchEvaluation')).toMatchObject(isHint);
    expect(events.text).not.toContain('connected');
  });

  it('where a step came while its stream was down', async () => {
    const { installation, start, fetchAll, listen, versionOf } = await open();
    const relay = await start('1');
    const at = Date.now() + 1_200;
    await installation.publish('dev', { flags: [growing(at)] });
    await relay.until(() => versionOf(relay) === 2);
    const { path, value } = await fetchAll(relay);
    expect(value).toBe(false);
    const first = await listen(relay, path);
    const { id } = await first.next('connected');
    first.close();
    await sleep(at + 200 - Date.now());
    const again = await listen(relay, path, id);
    expect(await again.next('refetchEvaluation')).toMatchObject(isHint);
  });

  it('where its answer came from a relay that was behind', async () => {
    const { installation, start, startBehind, fetchAll, listen, versionOf } = await open();
    const { relay: behind } = await startBehind('2');
    const relay = await start('1');
    await installation.publish('dev', { flags: [flag('on')] });
    await relay.until(() => versionOf(relay) === 2);
    const { path } = await fetchAll(behind);
    const events = await listen(relay, path);
    expect(await events.next('refetchEvaluation')).toMatchObject(isHint);
  });

  it('again where it comes back before anybody could know that it has asked', async () => {
    const { installation, start, fetchAll, listen } = await open();
    const relay = await start('1');
    const { path } = await fetchAll(relay);
    const first = await listen(relay, path);
    await first.next('connected');
    await installation.publish('dev', { flags: [flag('on')] });
    const { id } = await first.next('refetchEvaluation');
    first.close();
    const again = await listen(relay, path, id);
    expect(await again.next('refetchEvaluation')).toMatchObject(isHint);
  });

  it.each(['', 'nonsense', '1-9', `1-1-${'f'.repeat(16)}-x`])(
    'where nobody knows what it holds (seen=%s)',
    async (seen) => {
      const { start, fetchAll, listen } = await open();
      const relay = await start('1');
      const path = (await fetchAll(relay)).path?.replace(/seen=.*/, `seen=${seen}`);
      const events = await listen(relay, path);
      expect(await events.next('refetchEvaluation')).toMatchObject(isHint);
    },
  );
});

describe('a browser is not hinted', () => {
  it('where it holds what is served, though others published what it does not see', async () => {
    const { installation, start, fetchAll, listen, versionOf } = await open();
    const relay = await start('1');
    const { path } = await fetchAll(relay);
    const events = await listen(relay, path);
    await events.next('connected');
    await installation.publish('dev', { flags: [hidden('on')] });
    await relay.until(() => versionOf(relay) === 2);
    const late = await listen(relay, path);
    await late.next('connected');
    await sleep(200);
    expect(events.text + late.text).not.toContain('refetchEvaluation');
    await installation.publish('dev', { flags: [flag('on')] });
    await events.next('refetchEvaluation');
    await late.next('refetchEvaluation');
  });

  it('nor answered 304 by a relay that is behind, until that has caught up and hints', async () => {
    const { installation, start, startBehind, fetchAll, listen, versionOf } = await open();
    const { relay: behind, catchUp } = await startBehind('2');
    const relay = await start('1');
    await installation.publish('dev', { flags: [flag('on')] });
    await relay.until(() => versionOf(relay) === 2);
    const { path } = await fetchAll(relay);
    const events = await listen(behind, path);
    await expect.poll(() => events.text).toContain('retry:');
    await sleep(100);
    expect(events.text).not.toContain('data:');
    await catchUp();
    await behind.until(() => versionOf(behind) === 2);
    expect(await events.next('refetchEvaluation')).toMatchObject(isHint);
  });

  it('where its last event is newer than what its address says', async () => {
    const { installation, start, fetchAll, listen, versionOf } = await open();
    const relay = await start('1');
    const { path } = await fetchAll(relay);
    await installation.publish('dev', { flags: [flag('on')] });
    await relay.until(() => versionOf(relay) === 2);
    const fresh = await listen(relay, (await fetchAll(relay)).path);
    const { id } = await fresh.next('connected');
    const events = await listen(relay, path, id);
    await events.next('connected');
    expect(events.text).not.toContain('refetchEvaluation');
  });
});

describe('the address of a stream', () => {
  it('is the same at every relay until something visible moves, by a publish or by time', async () => {
    const { installation, start, fetchAll, versionOf } = await open();
    const at = Date.now() + 1_500;
    await installation.publish('dev', { flags: [growing(at)] });
    const [one, two] = [await start('1'), await start('2')];
    const { path } = await fetchAll(one);
    expect((await fetchAll(one)).path).toBe(path);
    expect((await fetchAll(two)).path).toBe(path);
    await sleep(at + 200 - Date.now());
    const after = await fetchAll(one);
    expect(after.value).toBe(true);
    expect(after.path).not.toBe(path);
    expect((await fetchAll(two)).path).toBe(after.path);
    expect((await fetchAll(await start('3'))).path).toBe(after.path);
    await installation.publish('dev', { flags: [flag('on')] });
    for (const relay of [one, two]) await relay.until(() => versionOf(relay) === 3);
    const published = await fetchAll(one);
    expect(published.path).not.toBe(after.path);
    expect((await fetchAll(two)).path).toBe(published.path);
  });
});

describe('a hint', () => {
  it('makes a relay that is behind catch up before it answers', async () => {
    const { installation, start, startBehind, fetchAll, listen, versionOf } = await open();
    const { relay: behind, catchUp } = await startBehind('2');
    const relay = await start('1');
    const { path, tag } = await fetchAll(relay);
    const events = await listen(relay, path);
    await events.next('connected');
    await installation.publish('dev', { flags: [flag('on')] });
    const { data } = await events.next('refetchEvaluation');
    const answering = fetchAll(behind, tag, data);
    await sleep(100);
    expect(versionOf(behind)).toBe(1);
    await catchUp();
    expect(await answering).toMatchObject({ status: 200, value: true });
  });

  it('comes again where the relay that was asked stayed behind, once that has caught up', async () => {
    const { installation, start, fetchAll, listen, versionOf } = await open();
    const source = new LaggingSource(installation.url);
    const [relay, behind] = [await start('1'), await start('2', { source })];
    const { path, tag } = await fetchAll(relay);
    const events = await listen(relay, path);
    await events.next('connected');
    source.hold();
    await installation.publish('dev', { flags: [flag('on')] });
    const { data } = await events.next('refetchEvaluation');
    const askedAt = performance.now();
    expect(await fetchAll(behind, tag, data)).toMatchObject({ status: 304 });
    expect(performance.now() - askedAt).toBeGreaterThan(900);
    source.release();
    await behind.until(() => versionOf(behind) === 2);
    const { data: again } = await events.next('refetchEvaluation');
    expect(await fetchAll(behind, tag, again)).toMatchObject({ status: 200, value: true });
  });

  it('reaches a browser within a second of the click', async () => {
    const { installation, start, fetchAll, listen } = await open();
    const relay = await start('1');
    const { path, tag } = await fetchAll(relay);
    const events = await listen(relay, path);
    await events.next('connected');
    const startedAt = performance.now();
    await installation.publish('dev', { flags: [flag('on')] });
    const { data } = await events.next('refetchEvaluation');
    expect(await fetchAll(relay, tag, data)).toMatchObject({ status: 200, value: true });
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});
