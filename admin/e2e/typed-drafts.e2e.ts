import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Api, booleanFlag, serve, settingFor } from './api.ts';
import { openBrowser } from './browser.ts';
import { expectGoodLooks, open } from './looks.ts';
import { RunningHoist } from './running-hoist.ts';
import { addPerson } from './people.ts';
import { administrator, setUp, signInPage } from './session.ts';

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

  it('is not typed any more where it was saved and the page was left before the answer', async () => {
    const page = await browser.newPage({ reducedMotion: 'reduce' });
    await signInPage(page, hoist);
    const { promise: saved, resolve } = Promise.withResolvers<void>();
    await page.route(/\?\/save/, async (route) => {
      await route.fetch({ maxRedirects: 0 });
      resolve();
    });
    const address = `${hoist.adminUrl}/flags/cart?env=dev`;
    await open(page, address);
    await page.getByRole('radiogroup', { name: 'Everyone else' }).getByText('Percentage').click();
    await page.getByLabel(percent).fill('70');
    await page.getByRole('button', { name: 'Save in dev' }).click();
    await saved;
    await open(page, address);
    expect(await page.getByLabel(percent).inputValue()).toBe('70');
    await page.locator('.savebar.resting').waitFor();
    await page.unroute(/\?\/save/);
    await page.getByLabel(percent).fill('80');
    await page.getByRole('button', { name: 'Save in dev' }).click();
    await page.locator('.toast', { hasText: '80 % of everyone' }).waitFor();
    await page.close();
  });

  it('before the scripts of a page have come is not lost when they come', async () => {
    const page = await browser.newPage({ reducedMotion: 'reduce' });
    await signInPage(page, hoist);
    const { promise, resolve: release } = Promise.withResolvers<void>();
    await page.route(/\.js$/, async (route) => {
      await promise;
      await route.continue();
    });
    await page.goto(`${hoist.adminUrl}/flags/cart?env=dev`, { waitUntil: 'commit' });
    await page.getByLabel(percent).fill('90');
    release();
    await page.locator('.savebar', { hasText: 'Not saved yet' }).waitFor();
    await page.getByRole('button', { name: 'Save in dev' }).click();
    await page.locator('.toast', { hasText: '90 % of everyone' }).waitFor();
    await page.close();
  });
});

describe('a page that is left', () => {
  const kept = 'Kept from before.';
  const theme = () => page.getByRole('button', { name: /^Theme/ });
  const name = () => page.getByRole('textbox', { name: 'Name', exact: true }).first();
  let page: Page;

  beforeAll(async () => {
    page = await browser.newPage({ reducedMotion: 'reduce' });
    await signInPage(page, hoist);
    await api.done('POST', '/api/v1/segments', { body: { key: 'beta', name: 'Beta' } });
    await api.done('POST', '/api/v1/bucket-groups', { body: { key: 'tests' } });
  });

  afterAll(() => page?.close());

  const forms = [
    ['a new flag', '/flags/new', 'Name'],
    ['a flag', '/flags/cart/edit', 'Name'],
    ['a new segment', '/segments/new', 'Name'],
    ['a segment', '/segments/beta', 'Name'],
    ['a new group', '/settings/bucket-groups/new', 'Key'],
    ['the regions', '/settings/regions', 'Attribute that says where a person is'],
    ['a setting', '/flags/cart?env=dev', percent],
  ] as const;

  it.each(forms)(
    'keeps what is typed into %s: by a link and back, another theme, and a reload',
    async (...[, path, label]) => {
      const field = page
        .locator('input')
        .and(page.getByLabel(label, { exact: true }))
        .first();
      await open(page, `${hoist.adminUrl}${path}`);
      if (label === percent)
        await page.getByRole('radiogroup', { name: 'Everyone else' }).getByText('Percentage').click();
      await field.fill('left7');
      const themed = page.waitForResponse(readAnew);
      await theme().click();
      await themed;
      expect(await field.inputValue()).toBe('left7');
      await page.getByRole('link', { name: 'Insights' }).click();
      await page.getByRole('heading', { name: 'Insights', level: 1 }).waitFor();
      await page.goBack();
      await page.getByText(kept).waitFor();
      expect(await field.inputValue()).toBe('left7');
      await page.reload();
      await page.getByText(kept).waitFor();
      expect(await field.inputValue()).toBe('left7');
      const discard = page.locator('.savebar').getByText('Discard', { exact: true });
      await discard.click();
      await page.getByText(kept).waitFor({ state: 'detached' });
      await open(page, `${hoist.adminUrl}${path}`);
      expect(await page.getByText(kept).count()).toBe(0);
    },
  );

  it('keeps a draft that was refused, and a save of somebody else is still not replaced unasked', async () => {
    await open(page, `${hoist.adminUrl}/flags/cart/edit`);
    await page.getByLabel('Expected lifetime in days').fill('soon');
    await name().fill('Trolley');
    await page.getByRole('button', { name: 'Save flag' }).click();
    await page.locator('.wrong', { hasText: 'whole number of days' }).waitFor();
    await page.reload();
    await page.getByText(kept).waitFor();
    const { etag } = await api.get('/api/v1/flags/cart');
    await api.done('PATCH', '/api/v1/flags/cart', { ifMatch: etag, body: { name: 'Basket' } });
    await page.getByLabel('Expected lifetime in days').fill('9');
    await page.getByRole('button', { name: 'Save flag' }).click();
    await page.getByRole('button', { name: 'Save mine instead' }).waitFor();
    expect(await name().inputValue()).toBe('Trolley');
    await page.getByRole('button', { name: 'Save mine instead' }).click();
    await page.getByRole('heading', { name: 'Trolley' }).waitFor();
  });
});

describe('a session that ended', () => {
  let page: Page;

  beforeAll(async () => {
    page = await browser.newPage({ reducedMotion: 'reduce' });
  });
  beforeEach(() => signInPage(page, hoist));
  afterAll(() => page?.close());

  const dialog = () => page.getByRole('dialog', { name: 'Sign in to go on' });
  const end = () => page.context().clearCookies({ name: /session_token/ });
  async function enter(password: string, email?: string): Promise<void> {
    if (email) await dialog().getByLabel('E-mail').fill(email);
    await dialog().getByLabel('Password').fill(password);
    await page.keyboard.press('Enter');
  }

  it('is renewed over the page by Save, which then goes on by itself', async () => {
    await open(page, `${hoist.adminUrl}/flags/new`);
    await page.getByLabel('Name', { exact: true }).fill('Gift card');
    await end();
    await page.getByRole('button', { name: 'Create flag' }).click();
    expect(await dialog().getByLabel('E-mail').inputValue()).toBe(administrator.email);
    expect(
      await dialog()
        .getByLabel('Password')
        .evaluate((input) => input === document.activeElement),
    ).toBe(true);
    await expectGoodLooks(page, 'signing in again');
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    expect(
      await page
        .getByRole('button', { name: 'Create flag' })
        .evaluate((button) => button === document.activeElement),
    ).toBe(true);
    await page.getByText('You are signed out.').waitFor();
    await page.getByRole('button', { name: 'Create flag' }).click();
    await enter('not it');
    await dialog().getByText('do not match').waitFor();
    await enter(administrator.password);
    await page.getByRole('heading', { name: 'Gift card' }).waitFor();
  });

  it('says once that what is live stands still, and goes on with it', async () => {
    await open(page, `${hoist.adminUrl}/flags/cart?env=dev`);
    await end();
    await page.getByRole('radiogroup', { name: 'Everyone else' }).getByText('Percentage').click();
    await page.getByLabel(percent).fill('61');
    const banner = page.getByText('You are signed out.');
    await banner.waitFor();
    expect(await banner.count()).toBe(1);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await enter(administrator.password);
    await page.getByText('61 % of everyone').first().waitFor();
    expect(await page.getByLabel(percent).inputValue()).toBe('61');
    await page.locator('.savebar').getByText('Discard', { exact: true }).click();
  });

  it('that somebody else goes on with saves nothing in their name, and says who they are', async () => {
    const editor = await addPerson(hoist, 'editor');
    await open(page, `${hoist.adminUrl}/flags/cart?env=dev`);
    await page.getByRole('radiogroup', { name: 'Everyone else' }).getByText('Percentage').click();
    await page.getByLabel(percent).fill('62');
    await end();
    await page.getByRole('button', { name: 'Save in dev' }).click();
    await enter(editor.password, editor.email);
    await page.getByText('You are signed in as A editor, with the role editor.').waitFor();
    expect(await page.getByLabel(percent).inputValue()).toBe('62');
    await page.getByRole('button', { name: 'Save in dev' }).click();
    await page.locator('.toast', { hasText: '62 % of everyone' }).waitFor();
    await open(page, `${hoist.adminUrl}/flags/cart?env=prod`);
    await page.getByText('a publisher').first().waitFor();
  });

  it('without JavaScript leads to the sign-in and back to the page, with a sentence', async () => {
    const bare = await browser.newContext({ javaScriptEnabled: false });
    const form = await bare.newPage();
    await signInPage(form, hoist);
    await form.goto(`${hoist.adminUrl}/flags/cart/edit`);
    await bare.clearCookies({ name: /session_token/ });
    await form.getByRole('button', { name: 'Save flag' }).click();
    await form.getByText('Your session had ended, so nothing was saved.').waitFor();
    await form.getByLabel('E-mail').fill(administrator.email);
    await form.getByLabel('Password').fill(administrator.password);
    await form.getByRole('button', { name: 'Sign in' }).click();
    await form.getByRole('heading', { name: /^Edit / }).waitFor();
    await form.getByText('enter it once more').waitFor();
    await bare.close();
  });
});
