import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, booleanFlag, serve, settingFor } from './api.ts';
import { openBrowser } from './browser.ts';
import { expectGoodLooks, listenForComplaints, open } from './looks.ts';
import { RunningHoist } from './running-hoist.ts';
import { setUp, signInPage } from './session.ts';

let hoist: RunningHoist;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let page: Awaited<ReturnType<typeof browser.newPage>>;
let api: Api;

const flag = 'checkout';
const plan = [
  { percent: 25, hours: 24 },
  { percent: 100, hours: 0 },
];
const growing = {
  strategy: 'progressive',
  params: { variant: 'on', otherwise: 'off', plan },
};

beforeAll(async () => {
  [hoist, browser] = await Promise.all([RunningHoist.start(), openBrowser()]);
  await setUp(hoist);
  api = new Api(hoist);
  const conditions = [{ attribute: 'country', operator: 'equals', operand: 'DE' }];
  const germans = { key: 'germans', name: 'Germans', conditionGroups: [{ conditions }] };
  await api.done('POST', '/api/v1/segments', { body: germans });
  await api.done('POST', '/api/v1/flags', { body: booleanFlag(flag, { name: 'Checkout' }) });
  for (const environment of ['dev', 'prod']) {
    await api.set(
      flag,
      environment,
      { ...settingFor(['germans'], serve('on')), everyoneElse: growing },
      'first',
    );
    await api.set(flag, environment, settingFor(['germans'], serve('off')), 'it was too slow');
  }
  page = await browser.newPage({ reducedMotion: 'reduce', timezoneId: 'Europe/Berlin' });
  page.setDefaultTimeout(20_000);
  await signInPage(page, hoist);
});

afterAll(async () => {
  await browser?.close();
  await hoist?.stop();
});

const address = (query: string) => `${hoist.adminUrl}/flags/${flag}/history?${query}`;
const settingOf = async (environment: string) =>
  (await api.done('GET', `/api/v1/flags/${flag}/environments/${environment}`)).body;
const rows = () => page.getByRole('region', { name: 'What was changed' }).getByRole('listitem');
const rowOf = (said: string) => rows().filter({ hasText: said }).first();
const goTo = (query: string) => open(page, address(query));

describe("a flag's history", () => {
  it('shows what was changed in one environment or in all, with what the sentence leaves out', async () => {
    const complaints = listenForComplaints(page);
    await open(page, `${hoist.adminUrl}/flags/${flag}?env=dev`);
    await page.getByRole('main').getByRole('link', { name: 'History', exact: true }).click();
    await rowOf('“it was too slow”').waitFor();
    expect(await rowOf('created the flag Checkout').count()).toBe(1);
    expect(await rows().filter({ hasText: 'prod' }).count()).toBe(0);
    await page.getByRole('link', { name: 'All environments' }).click();
    await rows().filter({ hasText: 'prod' }).first().waitFor();
    await goTo('env=dev');
    await rowOf('too slow')
      .getByRole('link', { name: /What differs/ })
      .click();
    await page.getByText('Everyone else: ').first().waitFor();
    expect(await page.getByRole('cell', { name: /"25"|progressive/ }).count()).toBeGreaterThan(0);
    await expectGoodLooks(page, 'a change with what differs');
    await page.getByText('JSON after this change').click();
    await page.getByText('"salt"').first().waitFor();
    expect(complaints()).toEqual([]);
  });

  it('restores a setting after showing what that changes, with its rollout paused', async () => {
    await goTo('env=dev');
    await rowOf('growing to 100 %')
      .getByRole('link', { name: /What differs/ })
      .click();
    await page.getByText('comes back paused at 25 %').waitFor();
    await page.getByRole('button', { name: 'Restore in dev' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Will be').waitFor();
    await expectGoodLooks(page, 'the review of a restore');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Restore in dev' }).click();
    await dialog.getByRole('button', { name: 'Restore in dev' }).click();
    await page.locator('.toast', { hasText: 'Restored.' }).waitFor();
    await rowOf('restored change').waitFor();
    expect(await settingOf('dev')).toMatchObject({
      setting: { everyoneElse: { params: { control: 'paused' } } },
      rollouts: [{ state: 'paused', share: 25_000 }],
    });
  });

  it('asks why where the environment is protected', async () => {
    await goTo('env=prod');
    await rowOf('growing to 100 %')
      .getByRole('link', { name: /What differs/ })
      .click();
    await page.getByRole('button', { name: 'Restore in prod' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Restore in prod' }).click();
    await dialog.getByText('prod is protected').waitFor();
    await dialog.getByLabel(/Comment/).fill('it is fast now');
    await dialog.getByRole('button', { name: 'Restore in prod' }).click();
    await rowOf('it is fast now').waitFor();
    expect(await settingOf('prod')).toMatchObject({ rollouts: [{ state: 'paused' }] });
  });

  it('restores what the flag itself was', async () => {
    const before = await api.get(`/api/v1/flags/${flag}`);
    await api.done('PATCH', `/api/v1/flags/${flag}`, { ifMatch: before.etag, body: { name: 'Payment' } });
    await goTo('env=dev');
    await rowOf('created the flag Checkout')
      .getByRole('link', { name: /What differs/ })
      .click();
    await page.getByRole('button', { name: 'Restore this definition' }).click();
    await page.getByRole('heading', { name: 'Checkout', level: 1 }).waitFor();
  });

  it('is paged, and Back works', async () => {
    for (let turn = 0; turn < 26; turn++) {
      const { etag } = await api.get(`/api/v1/flags/${flag}/environments/staging`);
      const body = { setting: settingFor(['germans'], serve(turn % 2 === 0 ? 'on' : 'off')) };
      await api.done('PUT', `/api/v1/flags/${flag}/environments/staging`, { ifMatch: etag, body });
    }
    await goTo('env=staging');
    expect(await rows().count()).toBe(25);
    await page.getByRole('link', { name: 'Older changes' }).click();
    await rowOf('created the flag Checkout').waitFor();
    await page.goBack();
    await page.getByRole('link', { name: 'Older changes' }).waitFor();
    expect(await rows().count()).toBe(25);
  });

  it('says what somebody got at a moment, and why', async () => {
    await goTo('env=dev');
    await page.getByLabel('ID', { exact: true }).fill('user-1');
    await page.getByLabel('What is known about them').fill('{"country": "DE"}');
    await page.getByRole('button', { name: 'Find out' }).click();
    await page.getByText('How dev decided').waitFor();
    await page.getByText('user-1 got On').waitFor();
    expect(await page.locator('[aria-current="step"]').count()).toBe(1);
    await expectGoodLooks(page, 'what somebody got');
    await page.getByLabel('Date and time').fill('2020-01-01T09:00:00');
    await page.getByLabel('ID', { exact: true }).press('Enter');
    await page.getByText('dev served nothing then').waitFor();
    await page.getByLabel('Date and time').fill('2090-01-01T09:00:00');
    await page.getByRole('button', { name: 'Find out' }).click();
    await page.getByText('That is still to come').waitFor();
    await page.getByLabel('Time zone').fill('Mars/Olympus');
    await page.getByRole('button', { name: 'Find out' }).click();
    await page.getByText('There is no time zone Mars/Olympus.').waitFor();
  });

  it('works without JavaScript', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    plain.setDefaultTimeout(20_000);
    await signInPage(plain, hoist);
    await plain.goto(address('env=dev'));
    const row = plain.getByRole('listitem').filter({ hasText: 'too slow' }).first();
    await row.getByRole('link', { name: /What differs/ }).click();
    await plain.getByText('JSON after this change').waitFor();
    await plain.getByRole('button', { name: 'Restore in dev' }).click();
    await plain.getByRole('dialog').getByRole('button', { name: 'Restore in dev' }).click();
    await plain.getByText('Restored.').waitFor();
    expect(await settingOf('dev')).toMatchObject({ rollouts: [] });
    await plain.getByLabel('ID', { exact: true }).fill('user-1');
    await plain.getByRole('button', { name: 'Find out' }).click();
    await plain.getByText('How dev decided').waitFor();
    await context.close();
  });
});
