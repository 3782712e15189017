import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from './browser.ts';
import { openBareClient, openServerClient, openWebClient } from './clients.ts';
import type { Client, Person } from './clients.ts';
import { open as openPage } from './looks.ts';
import { RunningHoist } from './running-hoist.ts';

/** From an empty installation to a flag that clients nobody here wrote read, on one store. */
export function describeFirstFlag(store: string, start: () => Promise<RunningHoist>): void {
  describe(`on ${store}`, () => {
    const flag = 'new-checkout';
    const people = 2_000;
    const members = people / 4;
    /** Five standard deviations of a share of those who are no members. */
    const deviation = 5 * Math.sqrt(0.25 / (people - members));

    let hoist: RunningHoist;
    let browser: Browser;
    let page: Page;
    const keys: Record<string, string> = {};
    const clients: Client[] = [];

    beforeAll(async () => {
      hoist = await start();
      browser = await openBrowser();
      page = await browser.newPage();
      page.setDefaultTimeout(30_000);
    });

    afterAll(async () => {
      for (const client of clients) await client.close();
      await browser.close();
      await hoist.stop();
    });

    /** Every fourth person is in the segment. */
    const person = (index: number): Person =>
      index < members
        ? { targetingKey: `person-${index}`, country: 'DE', beta: true }
        : { targetingKey: `person-${index}`, country: index % 2 === 0 ? 'DE' : 'FR', beta: false };

    const isMember = (index: number) => index < members;

    async function whoHasIt(client: Client, indexes: readonly number[]): Promise<Set<number>> {
      const found = new Set<number>();
      const queue = [...indexes];
      const worker = async () => {
        for (let index = queue.pop(); index !== undefined; index = queue.pop()) {
          if (await client.ask(flag, person(index))) found.add(index);
        }
      };
      await Promise.all(Array.from({ length: 16 }, worker));
      return found;
    }

    /** Seconds until the relay serves what a click has just saved. */
    async function publishedWithinASecond(
      client: Client,
      expected: { person: Person; has: boolean },
    ): Promise<void> {
      const clickedAt = performance.now();
      while ((await client.ask(flag, expected.person)) !== expected.has) {
        if (performance.now() - clickedAt > 1_000) throw new Error('The relay did not serve it within 1 s.');
        await sleep(10);
      }
    }

    /** Typing waits for the page's own scripts, as a person's eyes do. */
    async function open(path: string): Promise<void> {
      await openPage(page, hoist.adminUrl + path);
    }

    async function makeKey(environment: string): Promise<string> {
      await open(`/flags/${flag}/connect?env=${environment}`);
      await page.getByRole('button', { name: `Make a ${environment} key` }).click();
      return page.locator('[data-shown-once]').innerText();
    }

    async function openEnvironment(environment: string): Promise<void> {
      await open(`/flags/${flag}?env=${environment}`);
    }

    async function versionOf(environment: string): Promise<number> {
      const response = await page.request.get(`${hoist.adminUrl}/api/v1/environments`);
      const { items } = (await response.json()) as {
        items: { environment: { key: string }; version: number }[];
      };
      return items.find((one) => one.environment.key === environment)?.version ?? 0;
    }

    const german: Person = { targetingKey: 'anna', country: 'DE', beta: true };
    let austrian: Person = { targetingKey: 'felix', country: 'AT', beta: true };

    describe('from an empty folder to a flag in an app', () => {
      it('makes the first administrator by the set-up link, which is dead afterwards', async () => {
        const link = hoist.setUpLink;
        await openPage(page, link);
        await page.getByLabel('Your name').fill('Mira Okafor');
        await page.getByLabel('E-mail').fill('mira@example.com');
        await page.getByLabel('Password').fill('correct horse battery');
        await page.getByRole('button', { name: 'Make me the administrator' }).click();
        await page.getByRole('link', { name: 'Feature flags' }).first().waitFor();
        const again = await fetch(link);
        expect(again.status).toBe(410);
      });

      it('makes the segment "Beta in Germany"', async () => {
        await page.getByRole('link', { name: 'Segments' }).first().click();
        await page.waitForURL('**/segments');
        await page.getByRole('link', { name: 'Create New' }).first().click();
        await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Beta in Germany');
        await page.getByLabel('Attribute').first().fill('country');
        await page.getByLabel('Value', { exact: true }).first().fill('DE');
        await page.getByRole('button', { name: 'Add condition' }).click();
        await page.getByLabel('Attribute').nth(1).fill('beta');
        await page.getByLabel('Type of the value').nth(1).selectOption('boolean');
        await page.getByLabel('Value', { exact: true }).nth(1).fill('true');
        await page.getByRole('button', { name: 'Save segment' }).click();
        await page.getByText('country is DE and beta is true').first().waitFor();
      });

      it('creates the flag, and turns it on in dev for the segment and 25 % of everyone else', async () => {
        await page.getByRole('link', { name: 'Feature flags' }).first().click();
        // The page that is left has a link of the same name.
        await page.waitForURL('**/flags');
        await page.getByRole('link', { name: 'Create New' }).first().click();
        await page.getByRole('textbox', { name: 'Name', exact: true }).fill('New checkout');
        await page.getByRole('button', { name: 'Create flag' }).click();
        await page.getByRole('heading', { name: 'Who gets it in dev' }).waitFor();
        await chooseAudience('25');
        await page.getByRole('button', { name: 'Save and turn on in dev' }).click();
        await page.locator('.toast', { hasText: '25 % of everyone else' }).waitFor();
      });

      it('makes a key in place and asks the relay', async () => {
        keys['dev'] = await makeKey('dev');
        await page.getByLabel('ID of the person').fill('anna');
        await page.getByLabel('What is known about them').fill('{"country":"DE","beta":true}');
        await page.getByRole('button', { name: 'Ask the relay' }).click();
        await page.getByRole('status').getByText('HTTP 200').waitFor();
        expect(await page.getByRole('status').last().innerText()).toMatch(/On|true/);
      });

      it('reaches every member and 25 % of the others, in three clients that nobody here wrote', async () => {
        const reach = { baseUrl: hoist.relayUrl, key: keys['dev'] ?? '' };
        const [server, web, bare] = [
          await openServerClient(reach),
          await openWebClient(reach),
          openBareClient(reach),
        ];
        clients.push(server, web, bare);
        const everybody = Array.from({ length: people }, (_, index) => index);
        const before = await whoHasIt(bare, everybody);
        expect(everybody.filter((index) => isMember(index) && !before.has(index))).toEqual([]);
        const share = [...before].filter((index) => !isMember(index)).length / (people - members);
        expect(share).toBeGreaterThan(0.25 - deviation);
        expect(share).toBeLessThan(0.25 + deviation);
        const sample = everybody.filter((index) => index % 10 === 0);
        expect(await whoHasIt(server, sample)).toEqual(new Set(sample.filter((index) => before.has(index))));
        for (const index of sample.slice(0, 100))
          expect(await web.ask(flag, person(index))).toBe(before.has(index));

        await openEnvironment('dev');
        await page.getByLabel('How many of them get it').fill('50');
        await page.getByRole('button', { name: 'Save in dev' }).click();
        await page.locator('.toast', { hasText: '50 % of everyone else' }).waitFor();
        const after = await whoHasIt(bare, everybody);
        expect([...before].filter((index) => !after.has(index))).toEqual([]);
        const raised = [...after].filter((index) => !isMember(index)).length / (people - members);
        expect(raised).toBeGreaterThan(0.5 - deviation);
        expect(raised).toBeLessThan(0.5 + deviation);
      });

      it('serves each click within a second', async () => {
        const [server] = clients;
        if (!server) throw new Error('No client is open.');
        await openEnvironment('dev');
        for (const has of [false, true]) {
          await page.getByRole('switch', { name: 'New checkout in dev' }).click();
          await publishedWithinASecond(server, { person: german, has });
          await page.getByRole('switch', { name: 'New checkout in dev', checked: has }).waitFor();
        }
      });

      it('asks for a comment in prod, and publishes what was reviewed', async () => {
        keys['prod'] = await makeKey('prod');
        await openEnvironment('prod');
        await page.getByLabel('Segment to add').selectOption({ label: 'Beta in Germany' });
        await page.getByRole('button', { name: 'Add segment' }).click();
        await page
          .getByRole('radiogroup', { name: 'Everyone else' })
          .getByText('Off', { exact: true })
          .click();
        await page.getByRole('button', { name: 'Review changes' }).click();
        const dialog = page.getByRole('dialog');
        await dialog.getByRole('button', { name: 'Publish to prod' }).click();
        await dialog.getByText('say in a few words why').waitFor();
        await dialog.getByLabel('Comment').fill('Beta testers first');
        await dialog.getByRole('button', { name: 'Publish to prod' }).click();
        await dialog.waitFor({ state: 'detached' });
        const client = openBareClient({ baseUrl: hoist.relayUrl, key: keys['prod'] ?? '' });
        await publishedWithinASecond(client, { person: german, has: true });
      });

      it('changes dev with the segment, and prod only after its review', async () => {
        const dev = openBareClient({ baseUrl: hoist.relayUrl, key: keys['dev'] ?? '' });
        const prod = openBareClient({ baseUrl: hoist.relayUrl, key: keys['prod'] ?? '' });
        for (let index = 0; await dev.ask(flag, austrian); index++)
          austrian = { ...austrian, targetingKey: `felix-${index}` };
        const published = await versionOf('prod');
        await open(`/segments/beta-in-germany`);
        await page.getByLabel('Value', { exact: true }).first().fill('AT');
        await page.getByRole('button', { name: 'Save segment' }).click();
        await publishedWithinASecond(dev, { person: austrian, has: true });
        await sleep(500);
        expect(await versionOf('prod')).toBe(published);
        expect([await prod.ask(flag, austrian), await prod.ask(flag, german)]).toEqual([false, true]);

        await open(`/review/prod`);
        await page.getByText('revision 1 → 2').waitFor();
        await page.getByLabel('Comment').fill('Austria is next');
        await page.getByRole('button', { name: 'Publish to prod' }).click();
        await publishedWithinASecond(prod, { person: austrian, has: true });
        expect(await prod.ask(flag, german)).toBe(false);
      });

      it('publishes nothing when the flag is renamed', async () => {
        const before = [await versionOf('dev'), await versionOf('prod')];
        const url = `${hoist.adminUrl}/api/v1/flags/${flag}`;
        const read = await page.request.get(url);
        const headers = { 'If-Match': read.headers()['etag'] ?? '', Origin: hoist.adminUrl };
        const renamed = await page.request.patch(url, { headers, data: { name: 'Checkout in one page' } });
        expect(renamed.status()).toBe(200);
        await sleep(500);
        expect([await versionOf('dev'), await versionOf('prod')]).toEqual(before);
        await open(`/flags`);
        await page.getByRole('link', { name: 'Checkout in one page', exact: true }).waitFor();
      });

      it('answers from disk alone after kill -9, and has lost nothing after a restart', async () => {
        const dev = openBareClient({ baseUrl: hoist.relayUrl, key: keys['dev'] ?? '' });
        await Promise.all([hoist.killAdmin(), hoist.killRelay()]);
        await hoist.startRelay({ HOIST_STORE_URL: 'sqlite:/dev/null/away/hoist.db' });
        expect(await dev.ask(flag, austrian)).toBe(true);
        await hoist.killRelay();
        await Promise.all([hoist.startAdmin(), hoist.startRelay()]);
        expect(await dev.ask(flag, austrian)).toBe(true);
        await open(`/flags`);
        await page.getByRole('link', { name: 'Checkout in one page', exact: true }).waitFor();
        await page.getByText('for Beta in Germany, 50 % of others').waitFor();
        expect(hoist.output.split('Set up:').length).toBe(2);
      });

      it('ends both with 0 on SIGTERM', async () => {
        expect(await Promise.all([hoist.killAdmin('SIGTERM'), hoist.killRelay('SIGTERM')])).toEqual([0, 0]);
      });
    });

    /** The segment, and a percentage of everyone else, in the environment that is open. */
    async function chooseAudience(percent: string): Promise<void> {
      await page.getByLabel('Segment to add').selectOption({ label: 'Beta in Germany' });
      await page.getByRole('button', { name: 'Add segment' }).click();
      const everyoneElse = page.getByRole('radiogroup', { name: 'Everyone else' });
      await everyoneElse.getByText('Percentage', { exact: true }).click();
      await page.getByLabel('How many of them get it').fill(percent);
    }
  });
}
