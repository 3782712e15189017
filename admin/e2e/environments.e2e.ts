import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Api, booleanFlag, serve, settingFor } from './api.ts';
import { openBrowser } from './browser.ts';
import { open } from './looks.ts';
import { RunningHoist } from './running-hoist.ts';
import { setUp, signInPage } from './session.ts';

let hoist: RunningHoist;
let api: Api;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [hoist, browser] = await Promise.all([RunningHoist.start(), openBrowser()]);
  api = new Api(hoist);
  await setUp(hoist);
  page = await browser.newPage();
  await signInPage(page, hoist);
});

afterAll(async () => {
  await browser.close();
  await hoist.stop();
});

const orderOf = () => page.locator('ol.list b').allTextContents();

async function askRelay(key: string): Promise<unknown> {
  const response = await fetch(`${hoist.relayUrl}/ofrep/v1/evaluate/flags/checkout`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ context: { targetingKey: 'anna' } }),
  });
  return ((await response.json()) as { value?: unknown }).value;
}

it('an environment that somebody adds is served within seconds, by admin and relay, without a restart', async () => {
  await api.done('POST', '/api/v1/flags', { body: booleanFlag('checkout') });
  await open(page, `${hoist.adminUrl}/settings/environments`);
  await page.getByRole('link', { name: 'Create New' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Quality assurance');
  await page.getByRole('textbox', { name: 'Key' }).fill('qa');
  await page.getByRole('button', { name: 'Save environment' }).click();
  await page.getByText('Created Quality assurance.').waitFor();
  const createdAt = performance.now();
  await page.getByRole('button', { name: 'Move Quality assurance up' }).click();
  await expect.poll(orderOf).toEqual(['dev', 'staging', 'Quality assurance', 'prod']);

  const key = { environment: 'qa', name: 'app', scope: 'server' };
  const made = await api.done('POST', '/api/v1/keys', { body: key });
  await api.set('checkout', 'qa', settingFor([], serve('on')));
  await expect.poll(() => askRelay(String(made.body['key']))).toBe(true);
  expect(performance.now() - createdAt).toBeLessThan(5_000);

  await expect.poll(async () => (await api.get('/api/v1/environments/qa')).body['servedBy']).toHaveLength(1);
  await open(page, `${hoist.adminUrl}/settings/relays`);
  await page
    .getByRole('listitem')
    .filter({ hasText: /^\s*qa/ })
    .getByText('Up to date')
    .waitFor();
  await open(page, `${hoist.adminUrl}/flags/checkout`);
  await page.getByRole('switch', { name: /in qa$/ }).waitFor();
});
