import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, booleanFlag } from './api.ts';
import { openBrowser } from './browser.ts';
import { expectGoodLooks, open } from './looks.ts';
import { RunningHoist } from './running-hoist.ts';
import { setUp, signInPage } from './session.ts';

let hoist: RunningHoist;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let page: Awaited<ReturnType<typeof browser.newPage>>;
let api: Api;

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
const goTo = (flag: string, environment: string) =>
  open(page, `${hoist.adminUrl}/flags/${flag}?env=${environment}`);
const everyoneElse = () => page.getByRole('radiogroup', { name: 'Everyone else' });

describe('who gets a flag', () => {
  it('is some people in one environment, and nobody of a country, from a date on in working hours', async () => {
    await goTo('checkout-v2', 'staging');
    await page.getByRole('radiogroup', { name: 'Available in' }).getByText('Except in').click();
    await page.getByLabel('Region to add').fill('brazil');
    await page.getByRole('button', { name: 'Add region' }).click();
    await page.getByLabel('Why', { exact: true }).fill('no licence there');
    await page.getByLabel('Segment to add').selectOption({ label: 'German beta users' });
    await page.getByRole('button', { name: 'Add segment' }).click();
    await everyoneElse().getByText('Progressive rollout', { exact: true }).click();
    for (let step = 5; step > 2; step--)
      await page.getByRole('button', { name: `Remove step ${step}` }).click();
    await page.getByLabel('Percent of step 1').fill('5');
    await page.getByLabel('Hours of step 1').fill('48');
    await page.getByLabel('Percent of step 2').fill('25');
    await page.getByLabel('At a date and time, not when it is saved').check();
    await page.getByLabel('Date and time', { exact: true }).fill('2031-01-06T09:00');
    await page.getByLabel('Time zone').first().fill('Europe/Berlin');
    await page.getByLabel('Only on these days and hours').check();
    await page.getByRole('region', { name: 'This draft' }).getByText('except in Brazil').first().waitFor();
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

  it('is kept unsaved when the page is left, and is there again', async () => {
    await goTo('checkout-v2', 'dev');
    await everyoneElse().getByText('Percentage', { exact: true }).click();
    await page.getByLabel('How many of them get it').fill('30');
    await page.getByRole('link', { name: 'Segments', exact: true }).click();
    await page.getByRole('heading', { name: 'Segments' }).waitFor();
    await page.goBack();
    await page.getByText('Not saved yet: what you left here is still here.').waitFor();
    expect(await page.getByLabel('How many of them get it').inputValue()).toBe('30');
    await page.reload();
    await page.getByText('Not saved yet: what you left here is still here.').waitFor();
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
    await page.locator('.wrong', { hasText: 'a comma can mean a thousand or a decimal' }).waitFor();
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
});
