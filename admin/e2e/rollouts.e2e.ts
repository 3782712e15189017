import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, booleanFlag, serve, settingFor } from './api.ts';
import { openBrowser } from './browser.ts';
import { open } from './looks.ts';
import { RunningHoist } from './running-hoist.ts';
import { setUp, signInPage } from './session.ts';

let hoist: RunningHoist;
let api: Api;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [hoist, browser] = await Promise.all([RunningHoist.start(), openBrowser()]);
  await setUp(hoist);
  api = new Api(hoist);
  await api.done('POST', '/api/v1/flags', { body: booleanFlag('cart', { name: 'Cart' }) });
  for (const environment of ['dev', 'prod']) {
    await api.set('cart', environment, settingFor([], serve('off')), 'first');
  }
  page = await browser.newPage({ timezoneId: 'Europe/Berlin', reducedMotion: 'reduce' });
  await signInPage(page, hoist);
});

afterAll(async () => {
  await browser?.close();
  await hoist?.stop();
});

const everyoneElse = () => page.getByRole('radiogroup', { name: 'Everyone else' });

async function stateIn(environment: string): Promise<unknown> {
  const { body } = await api.done('GET', `/api/v1/flags/cart/environments/${environment}`);
  return (body['rollouts'] as readonly { state: string }[])[0]?.state;
}

describe('a rollout', () => {
  it('begins with a template, and says by when it is everywhere, in the zone of who looks', async () => {
    await open(page, `${hoist.adminUrl}/flags/cart?env=dev`);
    await everyoneElse().getByText('Progressive rollout', { exact: true }).click();
    await page.getByRole('button', { name: 'Fast: a day' }).click();
    const words = /^5 % of everyone, growing to 100 % by .* (CET|CEST)$/;
    await page.getByRole('region', { name: 'This draft' }).getByText(words).waitFor();
    await page.getByRole('button', { name: 'Save in dev' }).click();
    await page.locator('.env-card.chosen').getByText(words).waitFor();
    await page.getByRole('heading', { name: 'Rollout in dev' }).waitFor();
    expect(await stateIn('dev')).toBe('running');
  });

  it('is paused and resumed by one click each', async () => {
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    await page.getByText('Paused at 5 %').waitFor();
    expect(await stateIn('dev')).toBe('paused');
    await page.getByRole('button', { name: 'Resume at 5 %' }).click();
    await page.getByText('Growing: 5 %').waitFor();
    await page.getByRole('button', { name: 'Go to 25 % now' }).click();
    await page.getByText('Growing: 25 %').waitFor();
  });

  it('asks whether it goes on or starts again when the flag is turned on', async () => {
    const toggle = page.getByRole('switch', { name: 'Cart in dev' });
    await toggle.click();
    await page.getByRole('switch', { name: 'Cart in dev', checked: false }).waitFor();
    await toggle.click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Resume at 25 %').waitFor();
    await dialog.getByText('Start again at 5 %').click();
    await dialog.getByRole('button', { name: 'Turn on in dev' }).click();
    await page.getByText('Growing: 5 %').waitFor();
  });

  it('is taken back by Undo', async () => {
    await page.getByRole('button', { name: 'Stop: 0 %' }).click();
    await page.getByText('Stopped: 0 % of everyone.').waitFor();
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await page.getByText('Growing: 5 %').waitFor();
  });

  it('is copied to the next environment, where it starts at its first step', async () => {
    await page.getByRole('link', { name: 'Copy to staging' }).click();
    await page.getByText('Copied from dev, not saved yet.').waitFor();
    expect(await stateIn('staging')).toBeUndefined();
    await page.getByRole('button', { name: 'Save and turn on in staging' }).click();
    await page.getByRole('heading', { name: 'Rollout in staging' }).waitFor();
    await page.getByText('Growing: 5 %').waitFor();
    expect(await stateIn('staging')).toBe('running');
  });
});

describe('the list', () => {
  it('takes the switch of a protected environment to its review', async () => {
    await open(page, `${hoist.adminUrl}/flags`);
    await page.getByRole('switch', { name: 'Cart in prod' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Turned off').waitFor();
    expect(new URL(page.url()).pathname).toBe('/flags/cart');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('heading', { name: 'Feature flags' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/flags');
  });

  it('shows the flags of one state, in its address', async () => {
    await page.getByRole('link', { name: 'Growing 1' }).click();
    await page.waitForURL(/is=growing/);
    await page.getByRole('link', { name: 'Cart', exact: true }).waitFor();
    await page.getByText('Growing 5 %').first().waitFor();
  });
});

describe('Connect', () => {
  it('waits for the first evaluation and shows it within two seconds', async () => {
    await open(page, `${hoist.adminUrl}/flags/cart/connect?env=prod`);
    await page.getByRole('heading', { name: 'Waiting for the first evaluation' }).waitFor();
    const made = { environment: 'prod', name: 'shop', scope: 'server' };
    const { key } = (await api.done('POST', '/api/v1/keys', { body: made })).body;
    const evaluate = () =>
      fetch(`${hoist.relayUrl}/ofrep/v1/evaluate/flags/cart`, {
        method: 'POST',
        headers: { authorization: `Bearer ${String(key)}`, 'content-type': 'application/json' },
        body: JSON.stringify({ context: { targetingKey: 'anna' } }),
      });
    while ((await evaluate()).status === 401);
    const start = performance.now();
    await page.getByRole('heading', { name: 'An app is asking' }).waitFor();
    expect(performance.now() - start).toBeLessThan(20_000);
    await page.getByText('The answer was off.').waitFor();
  });
});
