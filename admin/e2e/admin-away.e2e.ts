import { once } from 'node:events';
import { request } from 'node:http';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Api, booleanFlag } from './api.ts';
import { openBrowser } from './browser.ts';
import { open } from './looks.ts';
import { RunningHoist } from './running-hoist.ts';
import { setUp, signInPage } from './session.ts';

let hoist: RunningHoist;
let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [hoist, browser] = await Promise.all([RunningHoist.start(), openBrowser()]);
  await setUp(hoist);
  await new Api(hoist).done('POST', '/api/v1/flags', { body: booleanFlag('cart') });
  context = await browser.newContext({ reducedMotion: 'reduce' });
  page = await context.newPage();
  page.setDefaultTimeout(10_000);
  await signInPage(page, hoist);
});

afterAll(async () => {
  await browser?.close();
  await hoist?.stop();
});

const refreshFails = () => page.waitForEvent('requestfailed');
const refreshed = () => page.waitForResponse((answer) => answer.ok() && /__data\.json/.test(answer.url()));

it('a page that refreshes itself keeps what it shows while the admin is away, and goes on afterwards', async () => {
  await open(page, `${hoist.adminUrl}/flags/cart/connect?env=dev`);
  await page.getByRole('button', { name: 'Make a dev key' }).click();
  const key = await page.locator('[data-shown-once]').innerText();
  await hoist.killAdmin();
  for (let times = 0; times < 3; times++) await refreshFails();
  expect(await page.locator('[data-shown-once]').innerText()).toBe(key);
  await hoist.startAdmin();
  await refreshed();
  expect(await page.locator('[data-shown-once]').innerText()).toBe(key);
});

it('a proxy that answers in place of the admin changes no page', async () => {
  for (const tab of ['connect', 'evaluations']) {
    await open(page, `${hoist.adminUrl}/flags/cart/${tab}?env=dev`);
    let refused = 0;
    await page.route(/__data\.json|\/reach\//, (route) => {
      refused++;
      return route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' });
    });
    await expect.poll(() => refused).toBeGreaterThan(1);
    await page.unroute(/__data\.json|\/reach\//);
    await refreshed();
    expect(await page.locator('h1').innerText(), tab).toBe('cart');
  }
  expect(hoist.output).not.toContain('a page failed in a browser');
});

it('a form that is cut off while it is sent is no failure of the admin', async () => {
  const cookies = await context.cookies(hoist.adminUrl);
  const cut = request(`${hoist.adminUrl}/flags/cart?/preview`, {
    method: 'POST',
    headers: {
      cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
      origin: hoist.adminUrl,
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': '1000',
      expect: '100-continue',
    },
  });
  cut.on('error', () => undefined);
  cut.flushHeaders();
  await once(cut, 'continue');
  await new Promise((resolve) => cut.write('environment=dev', resolve));
  await page.waitForTimeout(300);
  cut.destroy();
  await open(page, `${hoist.adminUrl}/flags`);
  await page.waitForTimeout(300);
  expect(hoist.output).not.toContain('a request failed');
});

it('what a page loses because it is left, or because its person was signed out, is no failure of the page', async () => {
  await open(page, `${hoist.adminUrl}/flags`);
  await page.evaluate(() => {
    dispatchEvent(new Event('beforeunload'));
    setTimeout(() => Promise.reject(new Error('cut off')));
  });
  const signedOut = await browser.newContext({ storageState: await context.storageState() });
  const other = await signedOut.newPage();
  await open(other, `${hoist.adminUrl}/flags`);
  await signedOut.clearCookies();
  await other.keyboard.press('Control+k');
  await other.getByRole('dialog', { name: 'Sign in to go on' }).waitFor();
  await open(page, `${hoist.adminUrl}/flags`);
  await page.evaluate(() => setTimeout(() => Promise.reject(new Error('tried by a test'))));
  await expect.poll(() => hoist.output).toContain('tried by a test');
  expect(hoist.output.match(/a page failed in a browser/g)).toHaveLength(1);
});
