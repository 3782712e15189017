import type { JsonObject } from '@hoist/core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, booleanFlag, serve, settingFor } from './api.ts';
import { openBrowser } from './browser.ts';
import { expectGoodLooks, open } from './looks.ts';
import { RunningHoist } from './running-hoist.ts';
import { readScripts } from './script-bytes.ts';
import { setUp, signInPage } from './session.ts';

let hoist: RunningHoist;
let api: Api;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [hoist, browser] = await Promise.all([RunningHoist.start(), openBrowser()]);
  await setUp(hoist);
  api = new Api(hoist);
  page = await browser.newPage({ reducedMotion: 'reduce' });
  await signInPage(page, hoist);
});

afterAll(async () => {
  await browser?.close();
  await hoist?.stop();
});

describe('the flag itself, by hand', () => {
  const edit = (key: string) => open(page, `${hoist.adminUrl}/flags/${key}/edit`);
  const save = () => page.getByRole('button', { name: 'Save flag' }).click();
  const said = (text: string) => page.locator('.toast', { hasText: text }).waitFor();
  const definitionOf = async (key: string) => {
    const { body } = await api.done('GET', `/api/v1/flags/${key}`);
    return body['definition'] as {
      readonly name: string;
      readonly variants: readonly JsonObject[];
      readonly valueSchema: JsonObject | null;
    };
  };

  beforeAll(async () => {
    const variants = ['a', 'b'].map((key) => ({ key, value: key.toUpperCase() }));
    const label = { key: 'label', name: 'Label', type: 'string', variants };
    const limits = { type: 'object', properties: { limit: { type: 'integer' } } };
    const value = { limit: 3 };
    const plan = { key: 'plan', name: 'Plan', type: 'object', valueSchema: limits };
    await api.done('POST', '/api/v1/flags', { body: label });
    await api.done('POST', '/api/v1/flags', { body: { ...plan, variants: [{ key: 'basic', value }] } });
    for (const environment of ['dev', 'prod']) {
      const setting = { ...settingFor([], serve('a')), off: 'b' };
      await api.set('label', environment, setting, 'first');
    }
    const prerequisites = [{ flag: 'label', variants: ['a'] }];
    const setting = { ...settingFor([], serve('on')), prerequisites };
    await api.done('POST', '/api/v1/flags', { body: booleanFlag('needy', { name: 'Needy one' }) });
    await api.set('needy', 'dev', setting);
  });

  it('is renamed and gets a third version, and says which environments take it when', async () => {
    await open(page, `${hoist.adminUrl}/flags/label?env=dev`);
    await page.getByRole('link', { name: 'Edit', exact: true }).click();
    await page.getByRole('heading', { name: 'Edit Label' }).waitFor();
    await page.getByRole('textbox', { name: 'Name', exact: true }).first().fill('Button label');
    await page.getByText('No app notices it.').waitFor();
    await page.getByRole('button', { name: 'Add version' }).click();
    await page.getByRole('textbox', { name: 'Key', exact: true }).fill('c');
    await page.getByLabel('Value').nth(2).fill('Third');
    await page.getByText('Reaches dev at once.').waitFor();
    await page.getByText('prod takes it after a review.').waitFor();
    await save();
    await said('Saved Button label. prod keeps the revision it serves');
    const { name, variants } = await definitionOf('label');
    expect([name, variants.map(({ value }) => value)]).toEqual(['Button label', ['A', 'B', 'Third']]);
  });

  it('is saved without taking back who has gone on to another page', async () => {
    const [saved, gone] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    await page.route(/\?\/save/, async (route) => {
      const response = await route.fetch({ maxRedirects: 0 });
      saved.resolve();
      await gone.promise;
      await route.fulfill({ response });
    });
    await edit('needy');
    await page.getByRole('textbox', { name: 'Name', exact: true }).first().fill('Needy two');
    await save();
    await saved.promise;
    await page.getByRole('link', { name: 'Segments', exact: true }).click();
    await page.getByRole('heading', { name: 'Segments' }).waitFor();
    gone.resolve();
    await said('Saved Needy two.');
    expect(new URL(page.url()).pathname).toBe('/segments');
    await page.unroute(/\?\/save/);
  });

  it('keeps a version that an environment needs, and says beside it which', async () => {
    await edit('label');
    await page.getByRole('button', { name: 'Remove version a' }).click();
    await save();
    const row = page.getByRole('listitem').filter({ hasText: 'Goes when you save.' });
    await row.getByText(/dev and prod/).waitFor();
    await expectGoodLooks(page, 'a version that is needed');
    await row.getByRole('button', { name: 'Keep a' }).click();
    await page.getByRole('button', { name: 'Remove version a' }).waitFor();
  });

  it('has JSON in an editor that marks what does not fit its schema while it is typed', async () => {
    await edit('plan');
    const value = page.getByRole('textbox', { name: 'Value', exact: true });
    const schema = page.getByRole('textbox', { name: /schema/i });
    const wrong = page.locator('.wrong', { hasText: 'Line 1:' });
    await page.locator('.json-editor:visible').nth(1).waitFor();
    await value.fill('{ "limit": "many" }');
    await wrong.waitFor();
    await page.locator('.cm-lintRange-error', { hasText: /^"many"$/ }).waitFor();
    await expectGoodLooks(page, 'JSON that does not fit its schema');
    await value.press('Tab');
    expect(await value.evaluate((editor) => editor.contains(document.activeElement))).toBe(false);
    await page.reload();
    await page.getByText('Kept from before.').waitFor();
    await page.locator('.json-editor', { hasText: 'many' }).waitFor();
    await save();
    await page.locator('.wrong', { hasText: 'must be' }).first().waitFor();
    await schema.fill('{ "properties": { "limit": { "type": "text" } } }');
    await page.locator('.cm-lintRange-error', { hasText: '"text"' }).waitFor();
    await schema.fill('{ "properties": { "limit": { "type": "string" } } }');
    await wrong.waitFor({ state: 'detached' });
    await save();
    await said('Saved Plan.');
    const { variants, valueSchema } = await definitionOf('plan');
    expect([variants[0]?.['value'], valueSchema]).toEqual([
      { limit: 'many' },
      { properties: { limit: { type: 'string' } } },
    ]);
  });

  it('loads that editor where JSON is edited only, and little before', async () => {
    const label = await readScripts(browser, hoist, '/flags/label/edit');
    expect(label.texts.filter((text) => text.includes('cm-content'))).toEqual([]);
    expect(label.bytes).toBeLessThanOrEqual(120_000);
    const { texts } = await readScripts(browser, hoist, '/flags/plan/edit');
    expect(texts.some((text) => text.includes('cm-content'))).toBe(true);
  });

  it('shows what nobody sees of a value, and refuses it in a name, and a number that could be two', async () => {
    await edit('label');
    const name = page.getByRole('textbox', { name: 'Name', exact: true }).first();
    await page.getByLabel('Value').first().fill('A\u200b\n');
    await page.getByText('It ends with white space. It has a zero width space (U+200B).').waitFor();
    await expectGoodLooks(page, 'a value with what nobody sees');
    await name.fill('Button\u00a0label');
    await page.getByLabel('Expected lifetime in days').fill('1,000');
    await save();
    await page.locator('.wrong', { hasText: 'Write 1000, or 1.0.' }).waitFor();
    await page.getByLabel('Expected lifetime in days').fill('1000');
    await save();
    await page.locator('.wrong', { hasText: "a no-break space (U+00A0) after 'Button'" }).waitFor();
    await name.fill('Button label');
    await save();
    await said('Saved Button label.');
    expect((await definitionOf('label')).variants[0]?.['value']).toBe('A\u200b\n');
  });

  it('has decimals as the language of the browser writes them', async () => {
    const rate = { key: 'rate', name: 'Rate', type: 'float', variants: [{ key: 'low', value: 0.5 }] };
    await api.done('POST', '/api/v1/flags', { body: rate });
    await edit('rate');
    await page.getByLabel('Value').first().fill('1,234');
    await save();
    await page.locator('.wrong', { hasText: "'1,234' is a thousand in some languages" }).waitFor();
    await page.getByLabel('Value').first().fill('1.234');
    await save();
    await said('Saved Rate.');
    expect((await definitionOf('rate')).variants[0]?.['value']).toBe(1.234);
  });

  it('is archived once nothing depends on it, and comes back', async () => {
    for (const environment of ['dev', 'prod']) {
      const setting = { ...settingFor([], serve('a')), off: 'b', enabled: false };
      await api.set('label', environment, setting, 'off');
    }
    await edit('label');
    await page.getByText("'Needy two' in dev").waitFor();
    expect(await page.getByText('Archive this flag').count()).toBe(0);
    await api.set('needy', 'dev', settingFor([], serve('on')));
    await edit('label');
    await page.getByText('No flag and no bucket group depends on it.').waitFor();
    await page.getByText('Archive this flag').click();
    await page.getByRole('button', { name: 'Archive Button label' }).click();
    await said('Archived Button label.');
    await page
      .getByText(/^Archived /)
      .first()
      .waitFor();
    await expectGoodLooks(page, 'a flag that is archived');
    await edit('label');
    await page.getByText(/^It can be deleted from .* on/).waitFor();
    await expectGoodLooks(page, 'a flag that may be deleted later');
    await page.getByRole('button', { name: 'Unarchive Button label' }).click();
    await said('Unarchived Button label.');
    expect(await definitionOf('label')).toMatchObject({ archivedAt: null });
  });

  it('is edited without JavaScript as well', async () => {
    const bare = await browser.newContext({ javaScriptEnabled: false });
    const form = await bare.newPage();
    await signInPage(form, hoist);
    await form.goto(`${hoist.adminUrl}/flags/label/edit`);
    await form.getByRole('button', { name: 'Add version' }).click();
    await form.getByRole('textbox', { name: 'Key', exact: true }).fill('d');
    await form.getByLabel('Value').nth(3).fill('Fourth');
    await form.getByRole('button', { name: 'Save flag' }).click();
    await form.getByRole('heading', { name: 'Button label' }).waitFor();
    expect((await definitionOf('label')).variants.map(({ value }) => value)).toContain('Fourth');
    await bare.close();
  });
});
