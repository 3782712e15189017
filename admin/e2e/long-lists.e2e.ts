import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, booleanFlag, serve, settingFor } from './api.ts';
import { openBrowser } from './browser.ts';
import { openBareClient } from './clients.ts';
import type { Client } from './clients.ts';
import { expectGoodLooks, open } from './looks.ts';
import { RunningHoist } from './running-hoist.ts';
import { setUp, signInPage } from './session.ts';

let hoist: RunningHoist;
let api: Api;
let browser: Awaited<ReturnType<typeof openBrowser>>;
let page: Page;
let client: Client;

beforeAll(async () => {
  [hoist, browser] = await Promise.all([RunningHoist.start(), openBrowser()]);
  await setUp(hoist);
  api = new Api(hoist);
  await api.done('POST', '/api/v1/segments', { body: { key: 'pilots', name: 'Pilots' } });
  await api.done('POST', '/api/v1/flags', { body: booleanFlag('cockpit', { name: 'Cockpit' }) });
  await api.set('cockpit', 'dev', settingFor(['pilots'], serve('off')), 'first');
  const made = await api.done('POST', '/api/v1/keys', {
    body: { environment: 'dev', name: 'e2e', scope: 'server' },
  });
  client = openBareClient({ baseUrl: hoist.relayUrl, key: String(made.body['key']) });
  page = await browser.newPage({ reducedMotion: 'reduce' });
  await signInPage(page, hoist);
});

afterAll(async () => {
  await browser?.close();
  await hoist?.stop();
});

const has = (targetingKey: string) => client.ask('cockpit', { targetingKey });
const result = () => page.getByRole('status').filter({ hasText: 'The list has' });

describe('a long list of IDs', () => {
  it('is sent as a file, is served within a second of being saved, and says which lines it refused', async () => {
    await open(page, `${hoist.adminUrl}/segments/pilots`);
    const lines = Array.from({ length: 100_000 }, (_, index) => `pilot-${index}`);
    lines.splice(6, 0, 'two\u200bparts');
    const file = { name: 'pilots.txt', mimeType: 'text/plain', buffer: Buffer.from(lines.join('\r\n')) };
    await page.getByLabel('Or a file').setInputFiles(file);
    await page.getByRole('button', { name: 'Save IDs' }).click();
    await result().waitFor();
    expect(await result().innerText()).toContain(
      '100,000 added, 1 refused: line 7. The list has 100,000 IDs now.',
    );
    await expect.poll(() => has('pilot-99999'), { timeout: 1_000 }).toBe(true);
    expect(await has('pilot-100000')).toBe(false);
    await page.getByText('A long list is changed below').waitFor();
    await expectGoodLooks(page, 'a segment with a long list');
  });

  it('takes a column of a pasted table out again, and the list comes back as a file', async () => {
    const form = page.locator('section', { hasText: 'IDs from a file' });
    await form.getByText('Remove', { exact: true }).click();
    await form
      .getByLabel('IDs, one a line')
      .fill('name;pilot\n"Ann; A.";pilot-1\nOtto;pilot-2\nEve;nobody\n');
    await form.getByLabel('Column of the table').fill('pilot');
    await form.getByRole('button', { name: 'Save IDs' }).click();
    await page.getByText('2 removed, 1 unchanged. The list has 99,998 IDs now.').waitFor();
    await expect.poll(() => has('pilot-1'), { timeout: 1_000 }).toBe(false);
    const text = await (await page.request.get(`${hoist.adminUrl}/api/v1/segments/pilots/ids`)).text();
    expect(text.trimEnd().split('\n').length).toBe(99_998);
  });

  it('keeps what the form of the segment changes, and is replaced as a whole without JavaScript', async () => {
    await open(page, `${hoist.adminUrl}/segments/pilots`);
    await page.getByRole('textbox', { name: 'Name', exact: true }).fill('All pilots');
    await page.getByRole('button', { name: 'Save segment' }).click();
    await page.getByRole('heading', { name: 'All pilots' }).waitFor();
    expect(await has('pilot-3')).toBe(true);
    const bare = await browser.newContext({ javaScriptEnabled: false });
    const plain = await bare.newPage();
    await signInPage(plain, hoist);
    await plain.goto(`${hoist.adminUrl}/segments/pilots`);
    await plain.getByText('Replace all', { exact: true }).click();
    await plain.getByLabel('IDs, one a line').last().fill('mira\nmira\notto');
    await plain.getByRole('button', { name: 'Save IDs' }).click();
    await plain.getByText('2 added, 99,998 removed. The list has 2 IDs now.').waitFor();
    await expect.poll(() => has('mira'), { timeout: 1_000 }).toBe(true);
    expect(await has('pilot-3')).toBe(false);
    await bare.close();
  });
});
