import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, serve, settingFor } from './api.ts';
import { openBrowser } from './browser.ts';
import { open } from './looks.ts';
import { RunningHoist } from './running-hoist.ts';

let hoist: RunningHoist;
let api: Api;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [hoist, browser] = await Promise.all([RunningHoist.start(), openBrowser()]);
  api = new Api(hoist);
  page = await browser.newPage({ reducedMotion: 'reduce' });
});

afterAll(async () => {
  await browser?.close();
  await hoist?.stop();
});

const hasFocus = (locator: Locator) => locator.evaluate((element) => element === document.activeElement);
const press = (key: string) => page.keyboard.press(key);
const type = (text: string) => page.keyboard.type(text);

/** Goes on by Tab until this has the focus: what cannot be reached so is out of reach. */
async function tabTo(target: Locator, key = 'Tab'): Promise<void> {
  await target.waitFor({ state: 'attached' });
  for (let presses = 0; presses < 150; presses++) {
    if (await hasFocus(target)) return;
    await press(key);
  }
  throw new Error(`Tab does not lead to ${String(target)}.`);
}

async function use(target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(target);
  await press(key);
}

const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
const firstOf = (group: Locator) => group.getByRole('radio').first();

/** The parts of what is on the page that lie in front of a button, or of what has the focus, and are no part of it. */
const listCovered = `[...document.querySelectorAll('main button, main a.button, :focus')]
  .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.matches('.sr, body'))
  .flatMap((element) => {
    const one = element.getBoundingClientRect();
    return [...document.querySelectorAll('.toast')]
      .filter((toast) => !toast.contains(element))
      .map((toast) => toast.getBoundingClientRect())
      .filter((two) => one.left < two.right && two.left < one.right && one.top < two.bottom && two.top < one.bottom)
      .map(() => element.textContent.trim() || element.outerHTML.slice(0, 80));
  })`;

describe('by keyboard alone', () => {
  it('an empty product becomes a flag that is on, from the set-up link on', async () => {
    await open(page, hoist.setUpLink);
    expect(await hasFocus(page.getByLabel('Your name'))).toBe(true);
    await type('Mira Okafor');
    await press('Tab');
    await type('mira@example.com');
    await press('Tab');
    await type('correct horse battery');
    await press('Enter');
    await use(page.getByRole('link', { name: 'Create a flag' }).first());
    await page.getByRole('heading', { name: 'New flag', level: 1 }).waitFor();
    await expect.poll(() => hasFocus(page.getByLabel('Name', { exact: true }))).toBe(true);
    await type('Gift wrap');
    await press('Enter');
    await page.getByRole('heading', { name: 'Gift wrap' }).waitFor();
    await tabTo(firstOf(page.getByRole('radiogroup', { name: 'Everyone else' })));
    await press('ArrowRight');
    await use(button('Save and turn on in dev'));
    await page.locator('.toast', { hasText: 'On for everyone' }).waitFor();
    const { body } = await api.get('/api/v1/flags/gift-wrap/environments/dev');
    expect(body['setting']).toMatchObject({ enabled: true, everyoneElse: serve('on') });
  });

  it('what is said stands in front of nothing, and what has the focus is never behind the save bar', async () => {
    for (const width of [360, 1_024, 1_440]) {
      await page.setViewportSize({ width, height: 700 });
      await open(page, `${hoist.adminUrl}/flags/new`);
      await page.getByLabel('Name', { exact: true }).fill(`Wrap ${width}`);
      await press('Enter');
      await page.locator('.toast').waitFor();
      for (let presses = 0; presses < 60; presses++) {
        await press('Tab');
        expect(await page.evaluate<readonly string[]>(listCovered), `${width} px`).toEqual([]);
        const behind = await page.evaluate<string>(
          `(() => {
            const bar = document.querySelector('.savebar:not(.resting)');
            const at = document.activeElement;
            if (!bar || bar.contains(at) || !at.matches('main *')) return '';
            const over = bar.getBoundingClientRect();
            const own = at.getBoundingClientRect();
            return own.bottom > over.top && own.top < over.bottom ? at.outerHTML.slice(0, 120) : '';
          })()`,
        );
        expect(behind, `${width} px`).toBe('');
      }
    }
    await page.setViewportSize({ width: 1_440, height: 900 });
  });

  it('rules are made, ordered, and saved', async () => {
    for (const key of ['beta', 'staff'])
      await api.done('POST', '/api/v1/segments', {
        body: { key, name: key === 'beta' ? 'EU beta' : 'Staff' },
      });
    await api.set('gift-wrap', 'staging', settingFor(['beta'], serve('off')));
    await open(page, `${hoist.adminUrl}/flags/gift-wrap?env=staging`);
    await use(button('Rules'));
    await use(button('Add rule'));
    const second = page.locator('.rules > li').nth(1);
    await tabTo(second.getByRole('combobox').first());
    await press('S');
    await use(second.getByRole('button', { name: 'Add segment' }));
    await second.getByText('Staff').first().waitFor();
    // The last width is that of all other tests.
    for (const width of [360, 1_024, 1_440]) {
      await page.setViewportSize({ width, height: 900 });
      const value = await second.getByLabel('Value', { exact: true }).boundingBox();
      expect(value?.width, `${width} px`).toBeGreaterThan(140);
    }
    await use(second.getByRole('button', { name: /^Remove condition/ }));
    await use(firstOf(second.getByRole('radiogroup').first()), 'Space');
    await use(second.getByRole('button', { name: /^Move .* up$/ }));
    await use(button('Save in staging'));
    await page.locator('.toast').waitFor();
    const { body } = await api.get('/api/v1/flags/gift-wrap/environments/staging');
    expect(body['setting']).toMatchObject({ rules: [{ segments: ['staff'] }, { segments: ['beta'] }] });
  });

  it('Escape closes one thing at a time and gives the focus back', async () => {
    await api.set('gift-wrap', 'prod', settingFor([], serve('on')), 'first');
    await open(page, `${hoist.adminUrl}/flags/gift-wrap?env=prod`);
    const person = page.locator('summary', { hasText: 'Mira Okafor' });
    await use(person);
    await page.getByText('Role: admin').waitFor();
    await press('Escape');
    await page.getByText('Role: admin').waitFor({ state: 'hidden' });
    expect(await hasFocus(person)).toBe(true);
    const off = page.getByRole('switch', { name: /prod/ });
    await use(off);
    const review = page.getByRole('dialog', { name: /change/i });
    await review.waitFor();
    await press('Control+k');
    await page.getByRole('dialog', { name: 'Go to' }).waitFor();
    await press('Escape');
    await page.getByRole('dialog', { name: 'Go to' }).waitFor({ state: 'hidden' });
    expect(await review.isVisible()).toBe(true);
    await press('Escape');
    await review.waitFor({ state: 'detached' });
    await expect.poll(() => hasFocus(off)).toBe(true);
    await open(page, `${hoist.adminUrl}/flags/gift-wrap/edit`);
    const archive = page.locator('summary', { hasText: 'Archive this flag' });
    await use(archive);
    await tabTo(button('Archive Gift wrap'));
    await press('Escape');
    await button('Archive Gift wrap').waitFor({ state: 'hidden' });
    expect(await hasFocus(archive)).toBe(true);
  });

  it('a button that is pressed twice acts once', async () => {
    await open(page, `${hoist.adminUrl}/flags/new`);
    await page.getByLabel('Name', { exact: true }).fill('Pressed twice');
    const sent: string[] = [];
    page.on('request', (request) => void (request.method() === 'POST' && sent.push(request.url())));
    await button('Create flag').dblclick();
    await page.getByRole('heading', { name: 'Pressed twice' }).waitFor();
    expect(sent.filter((url) => url.includes('/flags/new'))).toHaveLength(1);
  });
});
