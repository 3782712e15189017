import { join } from 'node:path';
import type { JsonObject } from '@hoist/core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, booleanFlag, serve, settingFor, toProblem } from './api.ts';
import { openBrowser } from './browser.ts';
import { expectGoodLooks, open } from './looks.ts';
import { RunningHoist } from './running-hoist.ts';
import { setUp, signInPage } from './session.ts';

const acme = join(import.meta.dirname, '..', '..', 'examples', 'acme-plugins', 'src', 'index.ts');
let hoist: RunningHoist;
let api: Api;
let browser: Browser;
let page: Page;
let key = '';

beforeAll(async () => {
  [hoist, browser] = await Promise.all([
    RunningHoist.start(undefined, { HOIST_PLUGINS: acme }),
    openBrowser(),
  ]);
  await setUp(hoist);
  api = new Api(hoist);
  for (const flag of ['cart', 'plain', 'tried'])
    await api.done('POST', '/api/v1/flags', { body: booleanFlag(flag) });
  await api.set('plain', 'dev', settingFor([], serve('on')));
  const made = { environment: 'dev', name: 'shop', scope: 'server' };
  key = String((await api.done('POST', '/api/v1/keys', { body: made })).body['key']);
  page = await browser.newPage({ reducedMotion: 'reduce' });
  await signInPage(page, hoist);
});

afterAll(async () => {
  await browser?.close();
  await hoist?.stop();
});

const byPlan: JsonObject = {
  strategy: 'acme:by-plan',
  params: { variant: 'on', otherwise: 'off', percents: { pro: 100, free: 0 } },
};

async function ask(flag: string, context: JsonObject): Promise<JsonObject> {
  const response = await fetch(`${hoist.relayUrl}/ofrep/v1/evaluate/flags/${flag}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ context }),
  });
  return (await response.json()) as JsonObject;
}

/** What everyone else gets of a flag in dev, by its strategy. */
async function trialOf(flag: string): Promise<JsonObject> {
  const { body } = await api.done('GET', `/api/v1/flags/${flag}/environments/dev`);
  const { everyoneElse } = body['setting'] as { everyoneElse: { params: JsonObject } };
  return everyoneElse.params;
}

describe('a package of plugins that nobody of Hoist wrote', () => {
  it('has its operator in the form, and its words in the list', async () => {
    await open(page, `${hoist.adminUrl}/segments/new`);
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Harbour');
    await page.getByLabel('Attribute').first().fill('email');
    await page.getByLabel('Operator').first().selectOption({ label: 'is an address at' });
    await page.getByLabel('Value', { exact: true }).first().fill('harbour.example');
    await page.getByRole('button', { name: 'Save segment' }).click();
    await page.getByText('email is an address at harbour.example').first().waitFor();
  });

  it('is evaluated by the relay: operator and strategy', async () => {
    await api.set('cart', 'dev', settingFor(['harbour'], byPlan));
    const answer = (context: JsonObject) => ask('cart', { targetingKey: 'anna', ...context });
    await expect
      .poll(() => answer({ email: 'Anna@Harbour.example' }))
      .toMatchObject({ value: true, reason: 'TARGETING_MATCH' });
    expect(await answer({ email: 'anna@pier.example', plan: 'pro' })).toMatchObject({
      value: true,
      reason: 'SPLIT',
    });
    expect(await answer({ email: 'anna@pier.example', plan: 'free' })).toMatchObject({
      value: false,
      reason: 'SPLIT',
    });
  });

  it('has its strategy in the form, filled with what is served, and says what is wrong beside it', async () => {
    await open(page, `${hoist.adminUrl}/flags/cart?env=dev`);
    expect(await page.getByRole('radio', { name: 'A percentage for each plan' }).isChecked()).toBe(true);
    // An on/off flag answers by itself who gets what.
    expect(await page.getByLabel(/^Version/).count()).toBe(0);
    const percents = page.getByLabel('Percent by plan');
    expect(await percents.inputValue()).toBe('free: 0\npro: 100');
    await percents.fill('pro: 100\nteam');
    await page.getByRole('button', { name: 'Save in dev' }).click();
    await page.locator('.field', { has: percents }).getByText("'team' is no name with a number.").waitFor();
    expect(await percents.getAttribute('aria-invalid')).toBe('true');
    await percents.fill('pro: 100\nteam: 100');
    await page.getByRole('button', { name: 'Save in dev' }).click();
    await page.getByText('Saved. In dev:').first().waitFor();
    await expect
      .poll(() => ask('cart', { targetingKey: 'anna', plan: 'team' }))
      .toMatchObject({ value: true, reason: 'SPLIT' });
  });

  it('has a list of objects in the form, filled by the keyboard, with what is wrong beside the field', async () => {
    await api.done('POST', '/api/v1/segments', { body: { key: 'crew', name: 'Crew', included: ['anna'] } });
    await open(page, `${hoist.adminUrl}/flags/tried?env=dev`);
    await page.getByRole('radio', { name: 'A trial' }).check();
    const trial = page.getByRole('group', { name: 'Audiences' });
    const row = (index: number) => trial.getByRole('group', { name: `Audience ${index}` });
    await page.getByLabel('Days').fill('7');
    const add = trial.getByRole('button', { name: 'Add audience' });
    await add.press('Enter');
    // The keyboard is where the new row begins.
    await page.keyboard.type('Harb');
    expect(await row(1).getByLabel('Segment').inputValue()).toBe('harbour');
    await row(1).getByLabel('Percent').fill('12,5');
    await add.press('Enter');
    await row(2).getByLabel('Segment').selectOption({ label: 'Crew' });
    await page.getByRole('button', { name: 'Save and turn on in dev' }).click();
    await row(2).getByText('Percent: enter a value.').waitFor();
    expect(await row(2).getByLabel('Percent').getAttribute('aria-invalid')).toBe('true');
    expect(await row(1).getByLabel('Percent').getAttribute('aria-invalid')).toBeNull();
    await expectGoodLooks(page, 'a list of objects');
    await row(2).getByLabel('Percent').fill('100');
    await row(2).getByRole('button', { name: 'Move up Audience 2' }).press('Enter');
    expect(await row(1).getByLabel('Segment').inputValue()).toBe('crew');
    expect(await page.evaluate<string>('document.activeElement.getAttribute("aria-label")')).toBe(
      'Move down Audience 1',
    );
    await page.getByRole('button', { name: 'Save and turn on in dev' }).click();
    await page.getByText('Saved. In dev:').first().waitFor();
    expect(await trialOf('tried')).toEqual({
      ...{ variant: 'on', otherwise: 'off', days: 7, until: expect.stringMatching(/^20.*Z$/) },
      audiences: [
        { segment: 'crew', percent: 100 },
        { segment: 'harbour', percent: 12.5 },
      ],
    });
  });

  it('never shows what publishing made, and keeps it when something else is edited, without JavaScript', async () => {
    const { until } = await trialOf('tried');
    const context = await browser.newContext({
      javaScriptEnabled: false,
      storageState: await page.context().storageState(),
    });
    const plain = await context.newPage();
    await plain.goto(`${hoist.adminUrl}/flags/tried?env=dev`);
    expect(await plain.getByText(String(until)).count()).toBe(0);
    await plain.getByRole('button', { name: 'Add audience' }).click();
    const row = plain.getByRole('group', { name: 'Audience 3' });
    await row.getByLabel('Segment').selectOption({ label: 'Crew' });
    await row.getByLabel('Percent').fill('50');
    await plain.getByRole('button', { name: 'Remove Audience 1' }).click();
    await plain.getByRole('group', { name: 'Audience 3' }).waitFor({ state: 'detached' });
    await plain.getByRole('button', { name: 'Save in dev' }).click();
    await plain.getByText('Saved. In dev:').first().waitFor();
    await context.close();
    expect(await trialOf('tried')).toEqual({
      ...{ variant: 'on', otherwise: 'off', days: 7, until },
      audiences: [
        { segment: 'harbour', percent: 12.5 },
        { segment: 'crew', percent: 50 },
      ],
    });
  });

  it('publishes what it makes itself, whatever a request says there', async () => {
    const { until, ...params } = await trialOf('tried');
    for (const sent of [{}, { until: '2001-01-01T00:00:00Z' }]) {
      await api.set(
        'tried',
        'dev',
        settingFor([], { strategy: 'acme:trial', params: { ...params, ...sent } }),
      );
      expect(await trialOf('tried')).toEqual({ ...params, until });
    }
  });

  it('is handed out by a row of a segment, in both views, and kept when the other is looked at', async () => {
    await open(page, `${hoist.adminUrl}/flags/plain?env=dev`);
    const serving = page.getByRole('radiogroup', { name: 'What Crew gets' });
    await page.getByLabel('Segment to add').selectOption({ label: 'Crew' });
    await page.getByRole('button', { name: 'Add segment' }).click();
    await page.locator('summary', { hasText: 'What Crew gets' }).click();
    await serving.getByRole('radio', { name: 'A percentage for each plan' }).check();
    await page.getByLabel('Percent by plan').fill('pro: 100');
    await page.getByRole('button', { name: 'Save in dev' }).click();
    await page.getByText('Saved. In dev:').first().waitFor();
    const rulesOf = async () => {
      const { body } = await api.done('GET', '/api/v1/flags/plain/environments/dev');
      return (body['setting'] as { readonly rules: readonly JsonObject[] }).rules;
    };
    const params = { variant: 'on', otherwise: 'off', percents: { pro: 100 } };
    expect(await rulesOf()).toMatchObject([
      { segments: ['crew'], serve: { strategy: 'acme:by-plan', params } },
    ]);
    await page.getByRole('button', { name: 'Rules', exact: true }).click();
    const rings = page.getByRole('radiogroup', { name: 'What Rule 1 gets' });
    await rings.getByRole('radio', { name: 'Rings' }).check();
    await page.getByRole('button', { name: 'Add ring' }).click();
    expect(await page.getByLabel(/^(Who is in gets|The others get)$/).count()).toBe(0);
    const ring = page.getByRole('group', { name: 'Ring 1' });
    await ring.getByLabel('Name').fill('All of them');
    await ring.getByLabel('Percentage of them').fill('100');
    await ring.getByLabel('From').fill('2024-01-08T09:00');
    await ring.getByLabel('Time zone').fill('Europe/Berlin');
    await page.getByRole('button', { name: 'Simple', exact: true }).click();
    expect(await ring.getByLabel('Percentage of them').inputValue()).toBe('100');
    await page.getByRole('button', { name: 'Save in dev' }).click();
    await expect
      .poll(rulesOf)
      .toMatchObject([
        { segments: ['crew'], serve: { strategy: 'rings', params: { rings: [{ name: 'All of them' }] } } },
      ]);
    await expect.poll(() => ask('plain', { targetingKey: 'anna' })).toMatchObject({ reason: 'SPLIT' });
    await api.set('plain', 'dev', settingFor([], serve('on')));
  });

  it('is explained beside the answer of the relay, in its own words', async () => {
    await open(page, `${hoist.adminUrl}/flags/cart/connect?env=dev`);
    await page.getByLabel('Key', { exact: true }).fill(key);
    await page.getByLabel('ID of the person').fill('anna');
    await page.getByLabel('What is known about them').fill('{"email": "Anna@Harbour.example"}');
    await page.getByRole('button', { name: 'Ask the relay' }).click();
    const decided = page.locator('li[aria-current="step"]');
    await decided.waitFor();
    expect((await decided.innerText()).split('\n').map((line) => line.trim())).toEqual([
      'A rule: fits, gets on',
      'Harbour: fits',
      'email is an address at harbour.example: fits',
    ]);
  });

  it('fails its flags alone on a relay that lacks it, and the admin names that relay', async () => {
    await hoist.killRelay('SIGTERM');
    await hoist.startRelay({ HOIST_PLUGINS: '' });
    await expect.poll(() => ask('plain', {})).toMatchObject({ value: true });
    expect(await ask('cart', { targetingKey: 'anna' })).toMatchObject({ errorCode: 'PARSE_ERROR' });
    const path = '/api/v1/flags/plain/environments/dev';
    const { etag } = await api.done('GET', path);
    await expect
      .poll(async () => (await page.request.get(`${hoist.adminUrl}/reach/dev`)).json())
      .toMatchObject({ live: 1 });
    const body = { setting: settingFor([], byPlan), comment: '' };
    const refusal = toProblem(await api.send('PUT', path, { ifMatch: etag, body }));
    expect(refusal.detail).toMatch(
      /^The relay '.+' lacks the strategy acme:by-plan\. Install its plugin there/,
    );
    expect(await ask('plain', {})).toMatchObject({ value: true, reason: 'STATIC' });
  });
});
