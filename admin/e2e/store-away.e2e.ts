import { startMongoServer } from '@hoist/store/mongo-server';
import type { OwnServer } from '@hoist/store/mongo-server';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, booleanFlag, serve, settingFor } from './api.ts';
import { openBrowser } from './browser.ts';
import { open } from './looks.ts';
import { RunningHoist } from './running-hoist.ts';
import { setUp, signInPage } from './session.ts';

const server = await startMongoServer();
afterAll(() => server?.stop());

if (server?.own) {
  const url = (await server.fresh()).url;
  describeAway(server.own, url);
} else {
  it('was NOT tried: no MongoDB of our own to kill. Install python3-venv', () => {
    expect(process.env['CI'] === 'true' && !process.env['MONGODB_URL'], 'CI must try it').toBe(false);
  });
}

function describeAway(own: OwnServer, url: string): void {
  let hoist: RunningHoist;
  let api: Api;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    [hoist, browser] = await Promise.all([RunningHoist.start(url), openBrowser()]);
    await setUp(hoist);
    api = new Api(hoist);
    await api.done('POST', '/api/v1/flags', { body: booleanFlag('cart', { name: 'Cart' }) });
    await api.set('cart', 'dev', settingFor([], serve('off')));
    page = await browser.newPage({ reducedMotion: 'reduce' });
    await signInPage(page, hoist);
  });

  afterAll(async () => {
    await browser?.close();
    await hoist?.stop();
  });

  describe('when the store is killed while people save', () => {
    it('a rollout keeps everything typed, says what happened, and is saved when the store is back', async () => {
      await open(page, `${hoist.adminUrl}/flags/cart?env=dev`);
      await page
        .getByRole('radiogroup', { name: 'Everyone else' })
        .getByText('Percentage', { exact: true })
        .click();
      await page.getByLabel('How many of them get it').fill('12.5');
      await own.kill();
      await page.getByRole('button', { name: 'Save in dev' }).click();
      await page
        .getByText(/Nothing was saved/)
        .first()
        .waitFor();
      expect(await page.getByLabel('How many of them get it').inputValue()).toBe('12.5');
      await own.restart();
      const saved = page
        .locator('.env-card.chosen')
        .getByText(/12\.5 %/)
        .first();
      await expect
        .poll(
          async () => {
            // Once it is saved there is no button to press.
            const button = page.getByRole('button', { name: 'Save in dev' });
            await button.click({ timeout: 1_000 }).catch(() => undefined);
            return saved.waitFor({ timeout: 1_000 }).then(
              () => true,
              () => false,
            );
          },
          { timeout: 20_000 },
        )
        .toBe(true);
      const { body } = await api.done('GET', '/api/v1/flags/cart/environments/dev');
      expect(JSON.stringify(body)).toContain('12.5 %');
    });

    it('every page shows what was read last, says so, and takes no longer than a page may', async () => {
      await own.kill();
      const banner = page.getByText('The store does not answer.');
      // The logs are looked at every 5 s beside a change stream.
      await expect
        .poll(async () => page.goto(hoist.adminUrl).then(() => banner.isVisible()), { timeout: 60_000 })
        .toBe(true);
      for (const path of ['/', '/flags', '/flags/cart?env=dev', '/segments', '/segments/new', '/insights']) {
        const started = performance.now();
        const response = await page.goto(hoist.adminUrl + path);
        expect([path, response?.status()]).toEqual([path, 200]);
        await banner.waitFor();
        expect(performance.now() - started).toBeLessThan(15_000);
      }
      await own.restart();
      await page.waitForTimeout(2_500);
    });

    it('a segment that is being made stays on the page', async () => {
      await open(page, `${hoist.adminUrl}/segments/new`);
      await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Night owls');
      await page.getByLabel('Attribute').first().fill('country');
      await page.getByLabel('Value', { exact: true }).first().fill('DE');
      await own.kill();
      await page.getByRole('button', { name: 'Save segment' }).click();
      await page
        .getByText(/Nothing was saved/)
        .first()
        .waitFor();
      expect(await page.getByLabel('Value', { exact: true }).first().inputValue()).toBe('DE');
      await own.restart();
      expect((await api.send('GET', '/api/v1/segments/night-owls')).status).toBe(404);
    });
  });
}
