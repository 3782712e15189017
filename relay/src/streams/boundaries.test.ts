import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Serve } from '@hoist/core';
import { StoreUnavailableError } from '@hoist/store';
import type { LogReader } from '@hoist/store';
import { expect, it, onTestFinished } from 'vitest';
import { toStatus } from '../management/status.ts';
import type { RulesetSource } from '../sync/source.ts';
import { openStoreSource } from '../sync/store-source.ts';
import { fixed, Installation, publishedFlag, startRelay } from '../testing.ts';
import type { RunningRelay } from '../testing.ts';

const minute = 60_000;
const isoOf = (instant: number) => new Date(instant).toISOString();
const scheduled = (instant: number): Serve => ({
  strategy: 'scheduled',
  params: {
    before: 'off',
    timeZone: 'UTC',
    plan: [{ at: isoOf(instant).slice(0, 16), variant: 'on' }],
    steps: [{ from: isoOf(instant), variant: 'on' }],
  },
});

async function open() {
  const installation = new Installation();
  const dataDir = mkdtempSync(join(tmpdir(), 'hoist-boundaries-'));
  onTestFinished(() => {
    installation.remove();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return { installation, dataDir, key: await installation.addKey('dev') };
}

async function start(options: Parameters<typeof startRelay>[0]): Promise<RunningRelay> {
  const relay = await startRelay(options);
  onTestFinished(() => relay.stop());
  return relay;
}

/** The hints that a browser gets from now on. */
async function readHints(relay: RunningRelay, key: string) {
  const all = (await (await relay.post('/ofrep/v1/evaluate/flags', { key })).json()) as {
    readonly eventStreams: readonly [{ readonly endpoint: { readonly requestUri: string } }];
  };
  const response = await fetch(`${relay.url}${all.eventStreams[0].endpoint.requestUri}`);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  onTestFinished(() => void reader.cancel().catch(() => undefined));
  let text = '';
  const read = async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      text += value;
    }
  };
  void read().catch(() => undefined);
  const count = () => text.split('refetchEvaluation').length - 1;
  await expect.poll(() => text).toContain('connected');
  return { count };
}

async function ask(relay: RunningRelay, key: string): Promise<unknown> {
  const answer = await relay.post('/ofrep/v1/evaluate/flags/x', { key });
  return ((await answer.json()) as { readonly value: unknown }).value;
}

it('hints once at a step that fell due out of contact, when the source is back', async () => {
  const { installation, dataDir, key } = await open();
  const due = Date.now() + 2_500;
  await installation.publish('dev', {
    flags: [publishedFlag('x', { everyoneElse: scheduled(due) }, { clientVisible: true })],
  });
  // Growth stands still a moment before the step.
  let lastContact = due - 10 * minute - 100;
  const openSource = async (): Promise<RulesetSource> => {
    const source = await openStoreSource(installation.url);
    const follow: RulesetSource['follow'] = async (log, from) =>
      withContact(await source.follow(log, from), () => lastContact);
    return { ...source, follow };
  };
  const relay = await start({ url: installation.url, dataDir, openSource });
  await relay.until(() => relay.relay.ready && toStatus(relay.relay).environments[0]?.lastContact !== null);
  const { count } = await readHints(relay, key);
  await sleep(due + 300 - Date.now());
  expect([await ask(relay, key), count()]).toEqual([false, 0]);
  lastContact = Date.now();
  await expect.poll(() => ask(relay, key)).toBe(true);
  await expect.poll(count).toBe(1);
});

it('hints at an instant that comes while it serves from disk, its source away since it started', async () => {
  const { installation, dataDir, key } = await open();
  const comes = Date.now() + minute;
  const conditions = [{ operator: 'now-after', operand: comes, negate: false }];
  const rule = { id: 'r', name: '', enabled: true, segments: [], conditions, serve: fixed('on') };
  await installation.publish('dev', {
    flags: [publishedFlag('x', { rules: [rule] }, { clientVisible: true })],
  });
  const first = await startRelay({ url: installation.url, dataDir });
  await first.until(() => first.relay.ready);
  const copies = () => readdirSync(join(dataDir, 'relay')).filter((name) => name.endsWith('.ndjson'));
  await expect.poll(copies).toHaveLength(2);
  await first.stop();
  const openSource = () => Promise.reject(new StoreUnavailableError('away'));
  const startedAt = performance.now();
  const now = () => comes - 3_000 + performance.now() - startedAt;
  const relay = await start({ url: installation.url, dataDir, openSource, now });
  await relay.until(() => relay.relay.ready);
  const { count } = await readHints(relay, key);
  expect([await ask(relay, key), count()]).toEqual([false, 0]);
  await expect.poll(() => ask(relay, key)).toBe(true);
  await expect.poll(count).toBe(1);
});

function withContact(reader: LogReader, lastContact: () => number): LogReader {
  return new Proxy(reader, {
    get(target, name) {
      if (name === 'contactAge') return Date.now() - lastContact();
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
