import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, booleanFlag, serve, settingFor } from './api.ts';
import { openBrowser } from './browser.ts';
import { open } from './looks.ts';
import { RunningHoist } from './running-hoist.ts';
import { setUp, signInPage } from './session.ts';

let hoist: RunningHoist;
let api: Api;
let browser: Awaited<ReturnType<typeof openBrowser>>;

beforeAll(async () => {
  [hoist, browser] = await Promise.all([RunningHoist.start(), openBrowser()]);
  await setUp(hoist);
  api = new Api(hoist);
  await api.done('POST', '/api/v1/flags', { body: booleanFlag('cart', { name: 'Cart' }) });
  await api.set('cart', 'dev', settingFor([], serve('off')), 'first');
});

afterAll(async () => {
  await browser?.close();
  await hoist?.stop();
});

/** Opens a page whose requests like `held` wait until `release` is called. */
async function openHeld(address: string, held: RegExp) {
  const page = await browser.newPage({ reducedMotion: 'reduce', timezoneId: 'America/Sao_Paulo' });
  await signInPage(page, hoist);
  const { promise, resolve: release } = Promise.withResolvers<void>();
  await page.route(held, async (route) => {
    await promise;
    await route.continue();
  });
  // A browser tells its time zone first on the page that it opens first, and the page is read anew for it.
  const sent = page.waitForRequest(held);
  await open(page, `${hoist.adminUrl}${address}`);
  return { page, sent, release };
}

const readAnew = /__data\.json/;
const percent = 'How many of them get it';

describe('what is typed', () => {
  it('is kept in a setting when the page is read anew, and a save of somebody else is not replaced unasked', async () => {
    const { page, sent, release } = await openHeld('/flags/cart?env=dev', readAnew);
    await sent;
    await page.getByRole('radiogroup', { name: 'Everyone else' }).getByText('Percentage').click();
    await page.getByLabel(percent).fill('30');
    await api.set('cart', 'dev', settingFor([], serve('on')), 'second');
    const read = page.waitForResponse(readAnew);
    release();
    await read;
    await page.locator('.env-card.chosen').getByText('On for everyone').waitFor();
    expect(await page.getByLabel(percent).inputValue()).toBe('30');
    await page.getByRole('button', { name: 'Save in dev' }).click();
    await page.getByRole('button', { name: 'Save mine instead' }).waitFor();
    expect(await page.getByLabel(percent).inputValue()).toBe('30');
    await page.close();
  });

  it('is kept in a new flag when the page is read anew', async () => {
    const { page, sent, release } = await openHeld('/flags/new', readAnew);
    await sent;
    await page.getByLabel('Name', { exact: true }).fill('Gift wrap');
    const read = page.waitForResponse(readAnew);
    release();
    await read;
    await page.getByRole('button', { name: 'Create flag' }).click();
    await page.getByRole('heading', { name: 'Gift wrap' }).waitFor();
    await page.close();
  });

  it('while a save is under way stays, and the next save builds on that one', async () => {
    const { page, sent, release } = await openHeld('/flags/cart?env=dev', /\?\/save/);
    await page.getByRole('radiogroup', { name: 'Everyone else' }).getByText('Percentage').click();
    await page.getByLabel(percent).fill('30');
    await page.getByRole('button', { name: 'Save in dev' }).click();
    await sent;
    await page.getByLabel(percent).fill('40');
    release();
    await page.locator('.toast', { hasText: '30 % of everyone' }).waitFor();
    expect(await page.getByLabel(percent).inputValue()).toBe('40');
    await page.getByRole('button', { name: 'Save in dev' }).click();
    await page.locator('.toast', { hasText: '40 % of everyone' }).waitFor();
    await page.close();
  });
});
