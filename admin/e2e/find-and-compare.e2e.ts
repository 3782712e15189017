import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, booleanFlag, serve, settingFor } from './api.ts';
import { openBrowser } from './browser.ts';
import { expectGoodLooks, listenForComplaints, open } from './looks.ts';
import { RunningHoist } from './running-hoist.ts';
import { setUp, signInPage } from './session.ts';

let hoist: RunningHoist;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let page: Page;
let api: Api;

beforeAll(async () => {
  [hoist, browser] = await Promise.all([RunningHoist.start(), openBrowser()]);
  await setUp(hoist);
  api = new Api(hoist);
  const about = { name: 'Checkout', tags: ['pay now'], module: 'Payments', owner: { name: 'Anna Berg' } };
  await api.done('POST', '/api/v1/flags', { body: booleanFlag('checkout', about) });
  await api.done('POST', '/api/v1/flags', { body: booleanFlag('checkout-v2', { name: 'Checkout v2' }) });
  await api.set('checkout', 'dev', settingFor([], serve('on')), 'first');
  await api.set('checkout', 'prod', settingFor([], serve('on')), 'first');
  await api.set('checkout', 'prod', settingFor([], serve('off')), 'it was too slow');
  page = await browser.newPage({ reducedMotion: 'reduce', timezoneId: 'Europe/Berlin' });
  page.setDefaultTimeout(20_000);
  await signInPage(page, hoist);
});

afterAll(async () => {
  await browser?.close();
  await hoist?.stop();
});

/** By how much the page, or a table in it, is wider than what it stands in. */
const widthOf = (each: Page) =>
  each.evaluate(() =>
    Math.max(
      document.documentElement.scrollWidth - window.innerWidth,
      ...[...document.querySelectorAll('.scrolls')].map((box) => box.scrollWidth - box.clientWidth),
    ),
  );

describe('somebody new', () => {
  it('finds who changed checkout last week, and puts it back', async () => {
    const complaints = listenForComplaints(page);
    await open(page, hoist.adminUrl);
    await page.getByRole('link', { name: 'History', exact: true }).click();
    await page.getByRole('searchbox', { name: 'Search by name or key' }).fill('checkout');
    await page.getByText('Similar names:').waitFor();
    await page.getByLabel('When').selectOption('Last 7 days');
    await page.waitForURL(/q=checkout.*since=week/);
    const slow = page.getByRole('listitem').filter({ hasText: 'it was too slow' });
    await slow.getByText('Bootstrap token').waitFor();
    const before = page.getByRole('listitem').filter({ hasText: 'set Checkout: on for everyone' });
    await before
      .filter({ hasText: 'prod' })
      .getByRole('link', { name: /^What differs/ })
      .click();
    await page.getByText('Set up: On for everyone').waitFor();
    await expectGoodLooks(page, 'a change in the history of everything');
    await page.getByRole('link', { name: 'See or restore it in the history of Checkout' }).click();
    await page.getByRole('button', { name: 'Restore in prod' }).click();
    await page
      .getByRole('dialog')
      .getByLabel(/Comment/)
      .fill('fast again');
    await page.getByRole('dialog').getByRole('button', { name: 'Restore in prod' }).click();
    await page.getByText('“fast again”').first().waitFor();
    const { body } = await api.done('GET', '/api/v1/flags/checkout/environments/prod');
    expect(body['setting']).toMatchObject({ everyoneElse: serve('on') });
    expect(complaints()).toEqual([]);
  });

  it('takes the history along as JSON lines, with the filters of the page', async () => {
    await open(page, `${hoist.adminUrl}/history?q=checkout&thing=flag&environment=prod`);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Export as JSON lines' }).click(),
    ]);
    const file = join(hoist.folder, 'history.jsonl');
    await download.saveAs(file);
    const text = await readFile(file, 'utf8');
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { environment: string });
    expect(lines.length).toBeGreaterThan(2);
    expect(new Set(lines.map(({ environment }) => environment))).toEqual(new Set(['prod']));
  });

  it('calls a difference intended, until either side changes', async () => {
    await api.set('checkout', 'dev', settingFor([], serve('off')), '');
    await open(page, `${hoist.adminUrl}/compare?from=dev&to=prod`);
    await page.getByRole('button', { name: 'Intended: Checkout', exact: true }).click();
    await page.getByText(/^Intended, says /).waitFor();
    await page.getByRole('link', { name: /^Not called intended/ }).click();
    await page.getByText('Every difference between dev and prod is called intended.').waitFor();
    await api.set('checkout', 'dev', { ...settingFor([], serve('off')), off: null }, '');
    await open(page, `${hoist.adminUrl}/compare?from=prod&to=dev&show=open`);
    await page.getByRole('button', { name: 'Intended: Checkout', exact: true }).waitFor();
  });
});

describe('somebody who asks for Brazil', () => {
  it('sees what it does not have and why, with a script and without', async () => {
    const availability = {
      mode: 'except',
      regions: ['BR'],
      reason: 'No licence yet.',
      reviewOn: '2099-01-31',
    };
    const setting = { ...settingFor([], serve('on')), availability };
    await api.set('checkout', 'prod', setting, 'not in Brazil');
    await open(page, hoist.adminUrl);
    await page.getByRole('link', { name: 'By region', exact: true }).click();
    await page.getByRole('link', { name: 'What somebody in Brazil does not have' }).click();
    await page.getByText('Available everywhere except in Brazil.').waitFor();
    const bare = await browser.newContext({ javaScriptEnabled: false });
    const form = await bare.newPage();
    await signInPage(form, hoist);
    await form.goto(`${hoist.adminUrl}/regions`);
    await form.getByRole('combobox', { name: 'Somebody in' }).fill('brazil');
    await form.getByRole('button', { name: 'Show', exact: true }).click();
    const kept = form.getByRole('listitem').filter({ hasText: 'No licence yet.' });
    await kept.getByRole('link', { name: 'Checkout', exact: true }).waitFor();
    await kept.getByText('To be reviewed on 31 January 2099').waitFor();
    await bare.close();
  });
});

describe('the list of flags', () => {
  it('searches while somebody types, and explains a word that it does not know', async () => {
    await open(page, `${hoist.adminUrl}/flags`);
    const search = page.getByRole('searchbox', { name: /^Search by name/ });
    await search.fill('env:prod on owner:"anna berg"');
    await page.waitForURL(/search=env/);
    await expect.poll(() => page.getByRole('row').count()).toBe(2);
    await search.fill('team:x');
    await page.getByText('“team:” is no word of the search.').waitFor();
    expect(await search.evaluate((field) => field === document.activeElement)).toBe(true);
    await expectGoodLooks(page, 'a word that the search does not know');
  });

  it('does the same without JavaScript, and is never wider than the page', async () => {
    const bare = await browser.newContext({ javaScriptEnabled: false });
    const form = await bare.newPage();
    await signInPage(form, hoist);
    await form.goto(`${hoist.adminUrl}/flags`);
    await form.getByRole('searchbox', { name: /^Search by name/ }).fill('tag:"pay now"');
    await form.getByRole('button', { name: 'Search', exact: true }).click();
    await form.getByRole('link', { name: 'Checkout', exact: true }).waitFor();
    expect(await form.getByRole('link', { name: 'Checkout v2' }).count()).toBe(0);
    await form.goto(`${hoist.adminUrl}/history`);
    await form.getByRole('searchbox').fill('checkout-v2');
    await form.getByRole('button', { name: 'Search', exact: true }).click();
    await form.getByText('created the flag Checkout v2').waitFor();
    await bare.close();
    for (const path of [
      '/flags',
      '/flags?column=tags&column=owner&column=env%3Aprod',
      '/history',
      '/compare',
      '/regions',
      '/regions?region=Brazil&show=all',
    ]) {
      for (const width of [360, 1_024, 1_280, 1_440]) {
        await page.setViewportSize({ width, height: 900 });
        await open(page, hoist.adminUrl + path);
        expect([path, width, await widthOf(page)]).toEqual([path, width, 0]);
      }
    }
  });

  it('changes several flags at once, without JavaScript too, and says which cannot be archived and why', async () => {
    await page.setViewportSize({ width: 1_024, height: 900 });
    await open(page, `${hoist.adminUrl}/flags?sort=newest`);
    const bar = page.getByRole('form', { name: 'Change the selected flags' });
    expect(await bar.isVisible()).toBe(false);
    await page.getByRole('checkbox', { name: 'Select all flags on this page' }).check();
    await bar.getByText('2 flags selected').waitFor();
    expect(await widthOf(page)).toBe(0);
    await bar.getByLabel('Tag to add').fill('summer');
    await bar.getByLabel('Tag to add').press('Enter');
    await page.getByText('Tagged 2 flags “summer”.').waitFor();
    expect(await bar.isVisible()).toBe(false);
    expect(page.url()).toContain('sort=newest');
    const read = async () => (await api.get('/api/v1/flags/checkout')).body['definition'];
    expect(await read()).toMatchObject({ tags: ['pay now', 'summer'] });
    const bare = await browser.newContext({ javaScriptEnabled: false });
    const form = await bare.newPage();
    await signInPage(form, hoist);
    await form.goto(`${hoist.adminUrl}/flags?search=summer`);
    for (const name of ['Checkout', 'Checkout v2'])
      await form.getByRole('checkbox', { name: `Select ${name}`, exact: true }).check();
    await form.getByLabel('What becomes of them').selectOption('Archive');
    await form.getByRole('button', { name: 'Apply' }).click();
    await form.getByText("'Checkout' is on in").waitFor();
    await form.getByRole('button', { name: 'Archive 1 flag' }).click();
    await form.getByText('Archived 1 flag.').waitFor();
    expect(form.url()).toContain('search=summer');
    expect(await form.getByRole('link', { name: 'Checkout v2' }).count()).toBe(0);
    expect(await read()).toMatchObject({ archivedAt: null });
    await bare.close();
  });
});
