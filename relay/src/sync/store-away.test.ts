import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStore } from '@hoist/store';
import { startMongoServer } from '@hoist/store/mongo-server';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { Installation, percentage, publishedFlag, startRelay } from '../testing.ts';
import type { RunningRelay } from '../testing.ts';

const mongo = await startMongoServer();
afterAll(() => mongo?.stop());

const folder = mkdtempSync(join(tmpdir(), 'hoist-away-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Asks one flag after the other until it is told to stop; how often, and what was not answered well. */
function load(relay: RunningRelay, key: string) {
  let asked = 0;
  const failures: string[] = [];
  let running = true;
  const body = JSON.stringify({ context: { targetingKey: 'anna' } });
  const work = async () => {
    while (running) {
      const answer = await relay.post('/ofrep/v1/evaluate/flags/half', { key, body });
      const text = await answer.text();
      asked++;
      if (answer.status !== 200 || !text.includes('"reason":"SPLIT"')) failures.push(text);
      await sleep(2);
    }
  };
  const done = Promise.all([work(), work(), work(), work()]);
  const stop = async () => {
    running = false;
    await done;
    return { asked, failures };
  };
  return { stop };
}

async function storedIn(url: string): Promise<number> {
  const store = await openStore({ url });
  const minutes = await store.counts.oldMinutes(Math.floor(Date.now() / 60_000) + 2, 100);
  const pages = await Promise.all(
    minutes.map(({ environment, minute }) => store.counts.pages(environment, minute)),
  );
  await store.close();
  const rows = pages.flat().flatMap((page) => page.rows.filter(({ flag }) => flag === 'half'));
  return rows.reduce((sum, { count }) => sum + count, 0);
}

async function metric(relay: RunningRelay, name: string): Promise<number> {
  const text = await (await fetch(`${relay.managementUrl}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1]);
}

describe('the store away under load', () => {
  it.runIf(mongo?.own)(
    'fails no evaluation, and every one of them is counted when it is back',
    async () => {
      const { url } = await mongo!.fresh();
      const own = mongo!.own!;
      const installation = new Installation('first', url);
      onTestFinished(() => installation.remove());
      await installation.publish('dev', {
        flags: [publishedFlag('half', { everyoneElse: percentage(50_000) })],
      });
      const key = await installation.addKey('dev');
      const relay = await startRelay({ url, dataDir: folder });
      onTestFinished(() => relay.stop());
      await relay.until(() => relay.relay.ready);
      const { stop } = load(relay, key);
      await sleep(1_000);
      await own.kill();
      await sleep(6_000);
      expect(await metric(relay, 'hoist_relay_counts_waiting')).toBeGreaterThan(100);
      await own.restart();
      await sleep(1_000);
      const { asked, failures } = await stop();
      expect(failures).toEqual([]);
      expect(asked).toBeGreaterThan(1_000);
      await expect.poll(() => metric(relay, 'hoist_relay_counts_waiting'), { timeout: 20_000 }).toBe(0);
      expect(await metric(relay, 'hoist_relay_counts_lost_total')).toBe(0);
      expect(await storedIn(url)).toBe(asked);
    },
    60_000,
  );
});
