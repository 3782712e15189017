import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api } from './api.ts';
import { openBrowser } from './browser.ts';
import { expectGoodLooks, listenForComplaints, open } from './looks.ts';
import { hostileSights, sights } from './pages.ts';
import type { Sight } from './pages.ts';
import { RunningHoist } from './running-hoist.ts';
import { administrator, signInPage } from './session.ts';
import { addHostileTexts, html, tellStory } from './story.ts';

let hoist: RunningHoist;
let api: Api;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let complaints: () => readonly string[];

beforeAll(async () => {
  [hoist, browser] = await Promise.all([RunningHoist.start(), openBrowser()]);
  api = new Api(hoist);
  context = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 1_440, height: 900 } });
  page = await context.newPage();
  page.setDefaultTimeout(30_000);
  complaints = listenForComplaints(page);
});

afterAll(async () => {
  await browser.close();
  await hoist.stop();
});

async function look({ name, path, act, status = 200 }: Sight): Promise<void> {
  await page.setViewportSize({ width: 1_440, height: 900 });
  expect(await open(page, hoist.adminUrl + path), name).toBe(status);
  await act?.(page);
  await expectGoodLooks(page, name);
  // The browser reports the status of an error page, and of a form that is refused, as an error.
  const errors = complaints().filter((text) => !/status of (401|404|410|422)/.test(text));
  expect(errors, name).toEqual([]);
  expect(await page.locator('img[src="x"]').count(), `${name}: HTML in names is text`).toBe(0);
}

const plain = () => browser.newContext({ javaScriptEnabled: false, viewport: { width: 1_440, height: 900 } });

describe('without JavaScript', () => {
  let bare: BrowserContext;
  let form: Page;

  beforeAll(async () => {
    bare = await plain();
    form = await bare.newPage();
    form.setDefaultTimeout(30_000);
  });
  afterAll(() => bare.close());

  it('the set-up page looks right, and makes the first administrator', async () => {
    await look({ name: 'set-up', path: hoist.setUpLink.replace(hoist.adminUrl, '') });
    await form.goto(hoist.setUpLink);
    await form.getByLabel('Your name').fill(administrator.name);
    await form.getByLabel('E-mail').fill(administrator.email);
    await form.getByLabel('Password').fill(administrator.password);
    await form.getByRole('button', { name: 'Make me the administrator' }).click();
    await form.getByRole('link', { name: 'Feature flags' }).first().waitFor();
    await look({ name: 'set-up-again', path: hoist.setUpLink.replace(hoist.adminUrl, ''), status: 410 });
  });

  it('people sign in; a wrong password says so and keeps the e-mail', async () => {
    await bare.clearCookies();
    await form.goto(`${hoist.adminUrl}/flags/new`);
    await form.getByLabel('E-mail').fill(administrator.email);
    await form.getByLabel('Password').fill('wrong');
    await form.getByRole('button', { name: 'Sign in' }).click();
    await form.getByText('do not match anybody here').waitFor();
    expect(await form.getByLabel('E-mail').inputValue()).toBe(administrator.email);
    await form.getByLabel('Password').fill(administrator.password);
    await form.getByRole('button', { name: 'Sign in' }).click();
    await form.getByRole('heading', { name: 'New flag' }).waitFor();
  });

  it('segments are made, with a condition added, and a fault keeps what was typed', async () => {
    await form.goto(`${hoist.adminUrl}/segments/new`);
    await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Plain people');
    await form.getByLabel('Attribute').first().fill('country');
    await form.getByLabel('Value', { exact: true }).first().fill('DE');
    await form.getByRole('button', { name: 'Add condition' }).click();
    await form.getByLabel('Attribute').nth(1).fill('plan');
    await form.getByRole('button', { name: 'Save segment' }).click();
    await form.locator('.wrong').first().waitFor();
    expect(await form.getByLabel('Attribute').nth(1).inputValue()).toBe('plan');
    await form.getByLabel('Value', { exact: true }).nth(1).fill('gold');
    await form.getByRole('button', { name: 'Save segment' }).click();
    await form.getByText('country is DE and plan is gold').first().waitFor();
    expect((await api.get('/api/v1/segments/plain-people')).status).toBe(200);
  });

  it('flags are made and turned on for a segment', async () => {
    await form.goto(`${hoist.adminUrl}/flags/new`);
    await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Plain flag');
    await form.getByRole('button', { name: 'Create flag' }).click();
    await form.getByLabel('Segment to add').selectOption({ label: 'Plain people' });
    await form.getByRole('button', { name: 'Add segment' }).click();
    await form.getByRole('button', { name: 'Save and turn on in dev' }).click();
    await form.getByText('Choose what everyone else gets').first().waitFor();
    const everyoneElse = form.getByRole('radiogroup', { name: 'Everyone else' });
    await everyoneElse.getByText('Off', { exact: true }).click();
    await form.getByRole('button', { name: 'Save and turn on in dev' }).click();
    await form.getByText('On for Plain people').first().waitFor();
    await form.getByRole('switch', { name: 'Plain flag in dev' }).click();
    await form.getByRole('switch', { name: 'Plain flag in dev', checked: false }).waitFor();
  });
});

describe('settings without JavaScript', () => {
  let bare: BrowserContext;
  let form: Page;

  beforeAll(async () => {
    bare = await plain();
    form = await bare.newPage();
    form.setDefaultTimeout(30_000);
    await signInPage(form, hoist);
  });
  afterAll(() => bare.close());

  it('regions are defined, and a fault keeps what was typed', async () => {
    await form.goto(`${hoist.adminUrl}/settings/regions`);
    await form.getByRole('button', { name: 'Add region group' }).click();
    await form.getByLabel('Name', { exact: true }).fill('home');
    await form.getByLabel('Countries and region groups').fill('DE\nUK');
    await form.getByRole('button', { name: 'Save regions' }).click();
    await form.locator('.wrong', { hasText: "Use 'GB'" }).waitFor();
    expect(await form.getByLabel('Countries and region groups').inputValue()).toBe('DE\nUK');
    await form.getByLabel('Countries and region groups').fill('DE\nGB');
    await form.getByRole('button', { name: 'Save regions' }).click();
    await form.getByText('Saved the regions.').waitFor();
    const { body } = await api.get('/api/v1/regions');
    expect(body['definition']).toMatchObject({ groups: { HOME: ['DE', 'GB'] } });
  });

  it('a group is made, and a flag joins it', async () => {
    await form.goto(`${hoist.adminUrl}/settings/bucket-groups/new`);
    await form.getByRole('textbox', { name: 'Key' }).fill('plain-tests');
    await form.getByLabel('Flag to add').selectOption({ label: 'Plain flag' });
    await form.getByRole('button', { name: 'Add flag' }).click();
    await form.getByLabel('Percent of people for Plain flag').fill('140');
    await form.getByRole('button', { name: 'Save bucket group' }).click();
    await form.locator('.wrong', { hasText: 'Enter a percentage' }).waitFor();
    await form.getByLabel('Percent of people for Plain flag').fill('40');
    await form.getByRole('button', { name: 'Save bucket group' }).click();
    await form.getByText('Nobody gets two of these: Plain flag 40 %').waitFor();
    await form.goto(`${hoist.adminUrl}/flags/plain-flag?env=dev`);
    await form.getByLabel('People are drawn').selectOption('plain-tests');
    await form.getByRole('button', { name: 'Save in dev' }).click();
    await form.getByRole('link', { name: 'Open the bucket group' }).click();
    await form.getByRole('link', { name: 'Plain flag' }).waitFor();
  });
});

describe('by the keyboard alone', () => {
  let keys: Page;

  beforeAll(async () => {
    keys = await browser.newPage({ reducedMotion: 'reduce', viewport: { width: 1_440, height: 900 } });
    await signInPage(keys, hoist);
  });
  afterAll(() => keys.close());

  it('Enter in a text field saves its form, and removes no row', async () => {
    const enter = async (path: string, label: string, text: string, said: string) => {
      await open(keys, hoist.adminUrl + path);
      const field = keys.getByRole('textbox', { name: label, exact: true });
      await field.fill(text);
      await field.press('Enter');
      await keys.locator('.toast', { hasText: said }).waitFor();
    };
    await enter('/segments/plain-people', 'Name', 'Plain folk', 'Saved Plain folk.');
    await keys.getByText('country is DE and plan is gold').first().waitFor();
    const group = '/settings/bucket-groups/plain-tests';
    await enter(group, 'Percent of people for Plain flag', '30', 'Saved plain-tests.');
    await enter('/settings/regions', 'Name', 'HOME', 'Saved the regions.');
    await enter('/flags/new', 'Name', 'Made by Enter', 'Created Made by Enter');
    await open(keys, `${hoist.adminUrl}/flags/plain-flag?env=dev`);
    await keys.getByRole('radio', { name: 'Percentage' }).check();
    await keys.getByLabel('How many of them get it').fill('20');
    await keys.getByLabel('How many of them get it').press('Enter');
    await keys.locator('.toast', { hasText: 'Saved. In dev:' }).waitFor();
  });

  it('a segment is found among many by a part of its name, and added', async () => {
    for (let number = 1; number <= 12; number += 1)
      await api.done('POST', '/api/v1/segments', { body: { key: `crew-${number}`, name: `Crew ${number}` } });
    await open(keys, `${hoist.adminUrl}/flags/made-by-enter?env=dev`);
    const search = keys.locator('input[role=combobox][aria-label="Segment to add"]');
    await search.fill('ew 12');
    await expectGoodLooks(keys, 'a list that is searched');
    await search.press('Enter');
    await search.pressSequentially('crew');
    const options = keys.locator('.search-list').getByRole('option');
    await expect.poll(() => options.count()).toBe(11);
    for (const key of ['ArrowDown', 'Enter']) await search.press(key);
    await expect.poll(() => keys.getByRole('button', { name: /^Do not decide for/ }).count()).toBe(2);
    await keys.keyboard.press('ArrowDown');
    await options.first().waitFor();
    await keys.keyboard.press('Escape');
    await options.first().waitFor({ state: 'detached' });
    expect(await search.evaluate((input) => input.matches(':focus'))).toBe(true);
  });

  it('what opens gives the focus back when Escape closes it', async () => {
    await keys.setViewportSize({ width: 1_440, height: 900 });
    await open(keys, `${hoist.adminUrl}/segments`);
    const focused = () => keys.evaluate<string>('document.activeElement.textContent');
    await keys.getByRole('button', { name: 'Search Ctrl K' }).press('Enter');
    await keys.keyboard.type('crew');
    await keys.locator('#palette-0', { hasText: 'crew-1' }).waitFor();
    await keys.keyboard.press('ArrowUp');
    const last = keys.getByRole('dialog').getByRole('option', { selected: true });
    await expect.poll(() => last.textContent()).toContain('crew-9');
    const room = (await keys.getByRole('dialog').boundingBox()) ?? { y: 0, height: 0 };
    expect((await last.boundingBox())?.y).toBeLessThanOrEqual(room.y + room.height - 40);
    await keys.keyboard.press('Escape');
    await expect.poll(focused).toContain('Ctrl K');
    await keys.locator('summary', { hasText: administrator.name }).press('Enter');
    await keys.getByRole('button', { name: 'Sign out' }).focus();
    await keys.keyboard.press('Escape');
    await keys.getByRole('button', { name: 'Sign out' }).waitFor({ state: 'hidden' });
    expect(await focused()).toContain(administrator.name);
  });
});

describe('every page, in light and dark, on a phone and on a desk', () => {
  it('before anybody signed in', async () => {
    await look({ name: 'sign-in', path: '/sign-in' });
  });

  it('when there is nothing yet but one flag', async () => {
    await open(page, `${hoist.adminUrl}/sign-in`);
    await page.getByLabel('E-mail').fill(administrator.email);
    await page.getByLabel('Password').fill(administrator.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: 'Feature flags' }).first().waitFor();
    for (const path of ['/', '/segments', '/flags', '/review/prod', '/settings/keys', '/settings/regions']) {
      await look({ name: `early ${path}`, path });
    }
  });

  it('when a shop is in the middle of its work', async () => {
    await tellStory(api, hoist.relayUrl);
    for (const sight of sights) await look(sight);
  });

  it('when names are HTML, or as long as they may be', async () => {
    await addHostileTexts(api);
    for (const sight of hostileSights) await look(sight);
    await open(page, `${hoist.adminUrl}/flags`);
    await page.getByText(html).first().waitFor();
  });
});

describe('two people', () => {
  it('who save one flag: the second sees the change of the first beside their own, and nothing is overwritten', async () => {
    const other = await browser.newContext({ storageState: await context.storageState() });
    const theirs = await other.newPage();
    const address = `${hoist.adminUrl}/flags/free-returns-banner?env=prod`;
    await Promise.all([open(page, address), open(theirs, address)]);
    const publish = async (who: Page, percent: string) => {
      await who.getByLabel('How many of them get it').fill(percent);
      await who.getByRole('button', { name: 'Review changes' }).click();
      await who.getByRole('dialog').getByLabel('Comment').fill(`To ${percent} %`);
      await who.getByRole('dialog').getByRole('button', { name: 'Publish to prod' }).click();
    };
    const published = async () => {
      const { body } = await api.get('/api/v1/flags/free-returns-banner/environments/prod');
      return JSON.stringify(body['sentence']);
    };
    await publish(page, '30');
    await page.getByText('and 30 % of everyone else').first().waitFor();
    await publish(theirs, '40');
    await theirs.getByText('Somebody else saved first').waitFor();
    await theirs.getByText('and 30 % of everyone else').first().waitFor();
    expect(await theirs.getByLabel('How many of them get it').inputValue()).toBe('40');
    expect(await published()).toContain('30 %');
    await expectGoodLooks(theirs, 'conflict');
    await theirs.getByRole('button', { name: 'Save mine instead' }).click();
    await theirs.getByRole('dialog').getByLabel('Comment').fill('Both agreed on 40');
    await theirs.getByRole('dialog').getByRole('button', { name: 'Publish to prod' }).click();
    await theirs.getByText('and 40 % of everyone else').first().waitFor();
    // The sentence of a draft reads the same before it is saved.
    await expect.poll(published).toContain('40 %');
    await other.close();
  });
});

it('a page that fails in a browser is a line in the log of the admin', async () => {
  await open(page, `${hoist.adminUrl}/flags`);
  await page.evaluate(() => setTimeout(() => Promise.reject(new Error('tried by a test'))));
  await expect.poll(() => hoist.output).toMatch(/tried by a test.*a page failed in a browser/);
});
