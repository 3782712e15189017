import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, booleanFlag, serve, settingFor } from './api.ts';
import { openBrowser } from './browser.ts';
import { countOf, growFrom, publishInProd } from './checkout-plan.ts';
import { expectGoodLooks, open } from './looks.ts';
import { RunningHoist } from './running-hoist.ts';
import { readScripts } from './script-bytes.ts';
import { setUp, signInPage } from './session.ts';

let hoist: RunningHoist;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let page: Awaited<ReturnType<typeof browser.newPage>>;
let api: Api;
const keys = new Map<string, string>();

beforeAll(async () => {
  [hoist, browser] = await Promise.all([RunningHoist.start(), openBrowser()]);
  await setUp(hoist);
  api = new Api(hoist);
  const people = (key: string, name: string, attribute: string, operand: unknown) => ({
    ...{ key, name },
    conditionGroups: [{ conditions: [{ attribute, operator: 'equals', operand }] }],
  });
  for (const body of [
    people('german-beta', 'German beta users', 'group', 'german-beta'),
    people('brazil', 'Brazil', 'country', 'BR'),
  ])
    await api.done('POST', '/api/v1/segments', { body });
  await api.done('POST', '/api/v1/flags', { body: booleanFlag('checkout-v2', { name: 'Checkout v2' }) });
  for (const environment of ['staging', 'prod']) {
    const made = await api.done('POST', '/api/v1/keys', {
      body: { environment, name: 'shop', scope: 'server' },
    });
    keys.set(environment, String(made.body['key']));
  }
  page = await browser.newPage({ reducedMotion: 'reduce', timezoneId: 'Europe/Berlin' });
  page.setDefaultTimeout(30_000);
  await signInPage(page, hoist);
});

afterAll(async () => {
  await browser?.close();
  await hoist?.stop();
});

const settingOf = async (flag: string, environment: string) =>
  (await api.done('GET', `/api/v1/flags/${flag}/environments/${environment}`)).body['setting'];
const everyoneElse = () => page.getByRole('radiogroup', { name: 'Everyone else' });
const goTo = (flag: string, environment: string) =>
  open(page, `${hoist.adminUrl}/flags/${flag}?env=${environment}`);

describe('who gets a flag', () => {
  it('is some people in one environment, and nobody of a country, from a date on in working hours', async () => {
    await goTo('checkout-v2', 'staging');
    await page.getByLabel('Segment to add').selectOption({ label: 'German beta users' });
    await page.getByRole('button', { name: 'Add segment' }).click();
    await growFrom(page, '2031-01-06T09:00');
    await expectGoodLooks(page, 'a setting with all of it');
    await page.getByRole('button', { name: 'Save and turn on in staging' }).click();
    await page.getByText('Saved. In staging').waitFor();
    expect(await settingOf('checkout-v2', 'staging')).toMatchObject({
      availability: { mode: 'except', regions: ['BR'], reason: 'no licence there' },
      rules: [{ segments: ['german-beta'], serve: { params: { variant: 'on' } } }],
      everyoneElse: {
        params: {
          start: { at: '2031-01-06T09:00', timeZone: 'Europe/Berlin' },
          window: { days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' },
          steps: [
            { percent: 0 },
            { from: '2031-01-06T08:00:00.000Z', percent: 5 },
            { from: '2031-01-08T08:00:00.000Z', percent: 25 },
          ],
        },
      },
    });
  });

  it('is turned off for a segment by its switch, and on again as it was', async () => {
    const before = await settingOf('checkout-v2', 'staging');
    const toggle = page.getByRole('switch', { name: 'German beta users' });
    await toggle.click();
    await page.getByText('What it had stands ready for when it is turned on again.').waitFor();
    await page.getByRole('button', { name: 'Save in staging' }).click();
    await page.locator('.toast', { hasText: 'never for German beta users' }).waitFor();
    expect(await settingOf('checkout-v2', 'staging')).toMatchObject({
      never: ['german-beta'],
      rules: [{ enabled: false }],
    });
    await page.getByRole('switch', { name: 'German beta users', checked: false }).click();
    await page.getByRole('button', { name: 'Save in staging' }).click();
    await expect.poll(() => settingOf('checkout-v2', 'staging')).toEqual(before);
  });

  it('has its rules in a view of their own, which keeps what is typed', async () => {
    await page.getByLabel('Why', { exact: true }).fill('still no licence');
    await page.getByRole('button', { name: 'Rules', exact: true }).click();
    await page.getByRole('button', { name: 'Add rule' }).click();
    await page.getByLabel('Name', { exact: true }).last().fill('Gold');
    await page.getByLabel('Attribute').fill('plan');
    await page.getByLabel('Value', { exact: true }).fill('gold');
    await page.getByRole('button', { name: 'Move Gold up' }).click();
    await expectGoodLooks(page, 'the view of rules');
    await page.getByRole('button', { name: 'Save in staging' }).click();
    await expect
      .poll(() => settingOf('checkout-v2', 'staging'))
      .toMatchObject({
        availability: { reason: 'still no licence' },
        rules: [
          { name: 'Gold', segments: [], conditions: [{ attribute: 'plan', operand: 'gold' }] },
          { segments: ['german-beta'] },
        ],
      });
  });

  it('opens as rules, and says why, where the simple view would not show all of it', async () => {
    await goTo('checkout-v2', 'staging');
    await page.getByText('Shown as rules: Gold has conditions.').waitFor();
    await page.getByRole('button', { name: 'Simple', exact: true }).click();
    await expect.poll(() => page.url()).toMatch(/view=simple$/);
    await page.reload();
    await page.getByRole('switch', { name: 'German beta users' }).waitFor();
    expect(await page.getByText('Shown as rules').count()).toBe(0);
  });

  it('needs another flag, which is found among many, without JavaScript too', async () => {
    const names = Array.from({ length: 55 }, (_, number) => `cart-${number}`);
    await Promise.all(names.map((key) => api.done('POST', '/api/v1/flags', { body: booleanFlag(key) })));
    const { bytes } = await readScripts(browser, hoist, '/flags/checkout-v2?env=staging&view=rules');
    expect(bytes).toBeLessThanOrEqual(120_000);
    await open(page, `${hoist.adminUrl}/flags/checkout-v2?env=staging&view=rules`);
    const search = page.locator('input[role=combobox][aria-label="Flag to add"]');
    await search.pressSequentially('art 54');
    await page.getByRole('option', { name: 'cart-54' }).waitFor();
    await search.press('Enter');
    const needed = page.getByRole('group', { name: 'cart-54 has to serve' });
    await needed.getByLabel('on').check();
    await page.reload();
    await page.getByText('Kept from before.').waitFor();
    expect(await needed.getByLabel('on').isChecked()).toBe(true);
    expect(await needed.getByLabel('off').isChecked()).toBe(false);
    await page.getByRole('link', { name: 'Discard' }).click();
    await needed.waitFor({ state: 'detached' });
    const context = await browser.newContext({ javaScriptEnabled: false });
    const bare = await context.newPage();
    await signInPage(bare, hoist);
    await bare.goto(`${hoist.adminUrl}/flags/checkout-v2?env=staging&view=rules`);
    for (const typed of ['cart-53', 'nobody knows it']) {
      await bare.getByLabel('Flag to add').fill(typed);
      await bare.getByRole('button', { name: 'Add flag' }).click();
    }
    await bare.getByRole('group', { name: 'cart-53 has to serve' }).getByLabel('on').check();
    await bare.getByRole('group', { name: 'nobody knows it has to serve' }).waitFor();
    await bare.getByRole('button', { name: 'Save in staging' }).click();
    await bare.locator('.wrong').first().waitFor();
    await bare.getByRole('button', { name: 'Remove nobody knows it' }).click();
    await bare.getByRole('button', { name: 'Save in staging' }).click();
    await bare.getByText('Saved. In staging').waitFor();
    expect(await settingOf('checkout-v2', 'staging')).toMatchObject({
      prerequisites: [{ flag: 'cart-53', variants: ['on'] }],
    });
    await bare.getByRole('button', { name: 'Remove cart-53' }).click();
    await bare.getByRole('button', { name: 'Save in staging' }).click();
    await bare.getByText('Saved. In staging').waitFor();
    await context.close();
  });

  it('is kept unsaved when the page is left, and is there again', async () => {
    await goTo('checkout-v2', 'dev');
    await everyoneElse().getByText('Percentage', { exact: true }).click();
    await page.getByLabel('How many of them get it').fill('30');
    await page.getByRole('link', { name: 'Segments', exact: true }).click();
    await page.getByRole('heading', { name: 'Segments' }).waitFor();
    await page.goBack();
    await page.getByText('Kept from before.').waitFor();
    expect(await page.getByLabel('How many of them get it').inputValue()).toBe('30');
    await page.reload();
    await page.getByText('Kept from before.').waitFor();
    expect(await page.getByLabel('How many of them get it').inputValue()).toBe('30');
    const loaded = page.waitForResponse(/__data\.json/);
    await page.getByRole('link', { name: 'Discard' }).click();
    await loaded;
    await page.getByText('Not set up yet: nobody has it.').waitFor();
    await page.reload();
    await page.getByText('Not set up yet: nobody has it.').waitFor();
  });

  it('refuses a number that can be read in two ways', async () => {
    await everyoneElse().getByText('Percentage', { exact: true }).click();
    await page.getByLabel('How many of them get it').fill('1,000');
    await page.getByRole('button', { name: 'Save and turn on in dev' }).click();
    await page
      .locator('.wrong', { hasText: 'is a thousand in some languages and a decimal in others' })
      .waitFor();
    await page.getByLabel('How many of them get it').fill('10');
  });

  it('is reviewed where it is protected: Escape goes back to what is typed', async () => {
    await goTo('checkout-v2', 'prod');
    await everyoneElse().getByText('On', { exact: true }).click();
    await page.getByRole('button', { name: 'Review changes' }).click();
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText('Not saved yet.').first().waitFor();
    expect(await everyoneElse().getByRole('radio', { name: 'On', exact: true }).isChecked()).toBe(true);
  });

  it('grows in prod as planned, is had by all German beta users in staging, and by nobody in Brazil', async () => {
    await goTo('checkout-v2', 'prod');
    await growFrom(page, '2031-01-06T09:00');
    await publishInProd(page, 'as planned');
    const beta = { group: 'german-beta' };
    expect(await countOf(hoist, keys.get('prod'), { country: 'DE', ...beta })).toBe(0);
    expect(await countOf(hoist, keys.get('staging'), { country: 'DE', ...beta })).toBe(400);
    expect(await countOf(hoist, keys.get('staging'), { country: 'BR', ...beta })).toBe(0);
    // The same plan, begun now.
    await page.getByLabel('At a date and time, not when it is saved').uncheck();
    await page.getByLabel('Only on these days and hours').uncheck();
    await publishInProd(page, 'it has begun');
    await expect.poll(() => countOf(hoist, keys.get('prod'), { country: 'DE' })).toBeGreaterThan(0);
    expect(await countOf(hoist, keys.get('prod'), { country: 'DE' })).toBeLessThan(60);
    expect(await countOf(hoist, keys.get('prod'), { country: 'BR' })).toBe(0);
  });
});

describe('a copy', () => {
  beforeAll(async () => {
    await api.done('POST', '/api/v1/flags', { body: booleanFlag('basket', { name: 'Basket' }) });
    await api.done('POST', '/api/v1/segments', { body: { key: 'crew', name: 'Crew', included: ['anna'] } });
    await api.set('basket', 'prod', settingFor([], serve('off')), 'first');
    await api.set('basket', 'staging', { ...settingFor(['crew'], serve('on')), never: ['crew'] });
  });

  const parts = () => page.getByRole('checkbox').locator('visible=true');
  const result = () => page.getByRole('region', { name: 'Then, in prod' });
  const settingIn = async (environment: string) =>
    (await api.done('GET', `/api/v1/flags/basket/environments/${environment}`)).body['setting'];

  it('is picked by parts, each with its words here and there, and shown as a sentence', async () => {
    await open(page, `${hoist.adminUrl}/flags/basket/copy?env=prod&from=staging`);
    expect(await parts().count()).toBe(3);
    await page.getByText('Crew comes along: prod does not have it yet.').first().waitFor();
    await page.getByText('Stays Off in prod: Off for').waitFor();
    await page.getByRole('checkbox', { name: 'Everyone else' }).uncheck();
    await page.getByRole('checkbox', { name: 'Off for' }).uncheck();
    await result().getByText('On for Crew', { exact: true }).waitFor();
    await page.reload();
    await result().getByText('On for Crew', { exact: true }).waitFor();
    expect(await page.getByRole('checkbox', { name: 'On for Crew' }).isChecked()).toBe(true);
    expect(await page.getByRole('checkbox', { name: 'Everyone else' }).isChecked()).toBe(false);
    await expectGoodLooks(page, 'a copy');
  });

  it('is reviewed where it is protected: who is affected, the JSON, and Escape gives the focus back', async () => {
    await page.getByRole('button', { name: 'Review changes' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('row', { name: 'in Crew 10,000 0 0' }).waitFor();
    await dialog.getByRole('button', { name: 'Show JSON' }).click();
    await dialog.getByRole('region', { name: 'The setting as JSON' }).locator('ins').first().waitFor();
    await expectGoodLooks(page, 'a review with JSON');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await expect
      .poll(() => page.evaluate<string>('document.activeElement.textContent'))
      .toBe('Review changes');
  });

  it('overwrites nothing that was saved there meanwhile', async () => {
    await page.getByRole('button', { name: 'Review changes' }).click();
    await page.getByLabel('Comment').fill('as agreed');
    await api.set('basket', 'prod', { ...settingFor([], serve('off')), never: ['crew'] }, 'meanwhile');
    await page.getByRole('button', { name: 'Publish to prod' }).click();
    await page.getByText('Nothing was overwritten: look at both').waitFor();
    await page.getByText('Stays Off in prod: Off for').waitFor();
    expect(await settingIn('prod')).toMatchObject({ never: ['crew'], rules: [] });
  });

  it('works without JavaScript', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const bare = await context.newPage();
    await signInPage(bare, hoist);
    await bare.goto(`${hoist.adminUrl}/flags/basket/copy?env=prod&from=staging`);
    await bare.getByRole('checkbox', { name: 'Everyone else' }).uncheck();
    await bare.getByRole('button', { name: 'Show the result' }).click();
    await bare.getByText('On for Crew, never for Crew').waitFor();
    await bare.getByRole('button', { name: 'Review changes' }).click();
    await bare.getByRole('button', { name: 'Show JSON' }).click();
    await bare.locator('ins').first().waitFor();
    await bare.getByLabel('Comment').fill('as agreed');
    await bare.getByRole('button', { name: 'Publish to prod' }).click();
    await bare.getByText('Copied from staging. In prod:').waitFor();
    expect(await settingIn('prod')).toMatchObject({
      never: ['crew'],
      rules: [{ segments: ['crew'] }],
      everyoneElse: { params: { variant: 'off' } },
    });
    await context.close();
  });
});
