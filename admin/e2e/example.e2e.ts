import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openStore } from '@hoist/store';
import { readSums } from '../src/lib/server/counts/flag-sums.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { Api } from './api.ts';
import { openBrowser } from './browser.ts';
import { RunningHoist } from './running-hoist.ts';

const folder = join(import.meta.dirname, '..', '..', 'examples', 'shop');
let hoist: RunningHoist;
let browser: Browser;
let page: Page;
let shop: ChildProcess;
let output = '';

function startShop(env: NodeJS.ProcessEnv): ChildProcess {
  const child = spawn(process.execPath, ['src/main.ts'], { cwd: folder, env: { ...process.env, ...env } });
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return child;
}

const settings = () => ({
  HOIST_PUBLIC_URL: hoist.adminUrl,
  HOIST_RELAY_PUBLIC_URL: hoist.relayUrl,
  HOIST_DATA_DIR: hoist.folder,
  SHOP_PORT: '0',
});

async function untilSaid(pattern: RegExp): Promise<string> {
  for (let attempt = 0; attempt < 600; attempt++) {
    const found = pattern.exec(output);
    if (found) return found[1] ?? '';
    await sleep(50);
  }
  throw new Error(`The shop did not say ${pattern}: ${output}`);
}

beforeAll(async () => {
  hoist = await RunningHoist.start();
  browser = await openBrowser();
  shop = startShop(settings());
  const url = await untilSaid(/Shop {4}(\S+)/);
  page = await browser.newPage();
  await page.goto(url);
});

afterAll(async () => {
  shop.kill('SIGTERM');
  await browser.close();
  await hoist.stop();
});

async function seenWithin(milliseconds: number, id: string, text: string): Promise<void> {
  const started = performance.now();
  await page.locator(`#${id}`).filter({ hasText: text }).waitFor({ timeout: milliseconds });
  expect(performance.now() - started).toBeLessThan(milliseconds);
}

describe('the example shop', () => {
  it('shows what its flags say', async () => {
    await seenWithin(5_000, 'headline', 'Good things, fairly made.');
    await seenWithin(5_000, 'shipping', 'Free');
    await page.getByLabel('I am a member').uncheck();
    await seenWithin(1_000, 'shipping', '4.90');
    await page.getByLabel('I am a member').check();
    await seenWithin(1_000, 'shipping', 'Free');
  });

  it('follows a switch of its server flag, and of its page flag, within a second', async () => {
    const api = new Api(hoist);
    const everyone = (variant: string) => ({
      enabled: true,
      everyoneElse: { strategy: 'fixed', params: { variant } },
    });
    await sleep(500);
    await api.set('free-shipping', 'dev', { ...everyone('off'), off: 'off' });
    await seenWithin(1_000, 'shipping', '4.90');
    await api.set('shop-headline', 'dev', everyone('loud'));
    await seenWithin(1_000, 'headline', 'Everything must go!');
  });

  it('is counted under its own name', async () => {
    const store = await openStore({ url: hoist.storeUrl });
    const minute = Math.floor(Date.now() / 60_000);
    const place = { level: 'minute', environment: 'dev', flag: 'free-shipping' } as const;
    const readApps = async () => {
      const rollups = await store.counts.rollups({ ...place, from: minute - 5, to: minute + 2 });
      return rollups.flatMap(readSums).map(({ app, source }) => `${app} ${source}`);
    };
    await vi.waitFor(async () => expect(await readApps()).toContain('example-shop local'), {
      timeout: 5_000,
    });
    await store.close();
  });

  it('makes nothing twice when it is started again', async () => {
    const api = new Api(hoist);
    const keys = async () =>
      (await api.done('GET', '/api/v1/keys?environment=dev')).body['items'] as object[];
    const before = (await keys()).length;
    shop.kill('SIGTERM');
    await once(shop, 'exit');
    output = '';
    shop = startShop(settings());
    await untilSaid(/Shop {4}(\S+)/);
    expect((await keys()).length).toBe(before);
  });

  it('says in one sentence what to do where Hoist does not run', async () => {
    output = '';
    const child = startShop({ ...settings(), HOIST_PUBLIC_URL: 'http://localhost:9' });
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(1);
    expect(output).toContain('Start it first: npm start');
  });
});
