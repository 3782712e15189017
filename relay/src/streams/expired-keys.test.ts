import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { fixed, Installation, publishedFlag, startRelay } from '../testing.ts';
import { readEvents } from '../testing/read-events.ts';

const hour = 3_600_000;
const flag = (variant: string) =>
  publishedFlag('checkout', { everyoneElse: fixed(variant) }, { clientVisible: true });

/** A relay whose clock can be set ahead. */
async function open() {
  const installation = new Installation();
  await installation.publish('dev', { flags: [flag('on')] });
  const dataDir = mkdtempSync(join(tmpdir(), 'hoist-expired-'));
  let ahead = 0;
  const relay = await startRelay({ url: installation.url, dataDir, now: () => Date.now() + ahead });
  onTestFinished(async () => {
    await relay.stop();
    installation.remove();
    rmSync(dataDir, { recursive: true, force: true });
  });
  await relay.until(() => relay.relay.feeds.current('dev') !== undefined);
  const addKey = async (expiresAt?: number) => {
    const key = await installation.addKey('dev', 'server', expiresAt);
    await relay.until(() => relay.relay.credentials.find(key, Date.now()) !== undefined);
    return key;
  };
  const openChanges = async (key: string) => {
    const headers = { 'x-api-key': key };
    const events = readEvents(await fetch(`${relay.url}/hoist/v1/environments/-/changes`, { headers }));
    await events.next('contact');
    return events;
  };
  const openHints = async (key: string) => {
    const all = (await (await relay.post('/ofrep/v1/evaluate/flags', { key })).json()) as {
      readonly eventStreams: readonly [{ readonly endpoint: { readonly requestUri: string } }];
    };
    const events = readEvents(await fetch(`${relay.url}${all.eventStreams[0].endpoint.requestUri}`));
    await events.next('connected');
    return events;
  };
  const pass = (milliseconds: number) => (ahead += milliseconds);
  return { installation, addKey, openChanges, openHints, pass };
}

it('sends no change and no hint once the key has expired, but ends the stream', async () => {
  const { installation, addKey, openChanges, openHints, pass } = await open();
  const lasting = await addKey();
  const expiring = await addKey(Date.now() + hour);
  const [changes, hints] = [await openChanges(expiring), await openHints(expiring)];
  const others = [await openChanges(lasting), await openHints(lasting)] as const;
  pass(hour);
  await installation.publish('dev', { flags: [flag('off')] });
  await others[0].next('change');
  await others[1].next('refetchEvaluation');
  expect(await changes.next('change')).toEqual({ event: 'end' });
  expect(await hints.next('refetchEvaluation')).toEqual({ event: 'end' });
});

it('ends a stream when its key expires, though there is nothing to send', async () => {
  const { addKey, openChanges, pass } = await open();
  const expiresAt = Date.now() + hour;
  const [lasting, expiring] = [await addKey(expiresAt + hour), await addKey(expiresAt)];
  const other = await openChanges(lasting);
  let hasOtherEnded = false;
  void other.next('nothing').then(() => (hasOtherEnded = true));
  pass(expiresAt - Date.now() - 1_000);
  const startedAt = performance.now();
  const { next } = await openChanges(expiring);
  expect(await next('nothing')).toEqual({ event: 'end' });
  const took = performance.now() - startedAt;
  expect(took).toBeGreaterThan(900);
  expect(took).toBeLessThan(6_000);
  expect(hasOtherEnded).toBe(false);
});

it('ends a stream at the instant that its key was given while it was open', async () => {
  const { installation, addKey, openChanges, openHints } = await open();
  const rotated = await addKey();
  const streams = [await openChanges(rotated), await openHints(rotated)];
  const expiresAt = Date.now() + 500;
  await installation.expire('dev', rotated, expiresAt);
  for (const { next } of streams) expect(await next('nothing')).toEqual({ event: 'end' });
  const late = Date.now() - expiresAt;
  expect(late).toBeGreaterThanOrEqual(0);
  expect(late).toBeLessThan(5_000);
});
