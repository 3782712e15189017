import { join } from 'node:path';
import { copySqlite } from '@hoist/store/copy-sqlite';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, booleanFlag, serve, settingFor, toProblem } from './api.ts';
import { openBrowser } from './browser.ts';
import { open } from './looks.ts';
import { addPerson } from './people.ts';
import { RunningHoist } from './running-hoist.ts';
import { setUp, signIn, signInPage } from './session.ts';

const inProd = '/api/v1/flags/checkout/environments/prod';
const soon = { timeout: 15_000, interval: 100 };

let hoist: RunningHoist;
let api: Api;
let browser: Browser;
let page: Page;
let key: string;
let revoked: string;

const store = () => join(hoist.folder, 'hoist.db');
const copy = () => join(hoist.folder, 'copy.db');

const makeKey = async (name: string) => {
  const { body } = await api.done('POST', '/api/v1/keys', {
    body: { environment: 'prod', name, scope: 'server' },
  });
  return body as { id: string; key: string };
};

const ask = async (text: string) => {
  const response = await fetch(`${hoist.relayUrl}/ofrep/v1/evaluate/flags/checkout`, {
    method: 'POST',
    headers: { authorization: `Bearer ${text}`, 'content-type': 'application/json' },
    body: '{}',
  });
  const { value } = (await response.json()) as { value?: unknown };
  return response.status === 200 ? value : response.status;
};

const save = async (environment: string, variant: string) => {
  const path = `/api/v1/flags/checkout/environments/${environment}`;
  const { etag } = await api.done('GET', path);
  const body = { setting: settingFor([], serve(variant)), comment: 'because' };
  return api.send('PUT', path, { ifMatch: etag, body });
};

/** How many versions of prod the relay has yet to take. */
const behindInProd = async () => {
  const { body } = await api.done('GET', '/api/v1/relays');
  const [relay] = body['items'] as { environments: { environment: string; behind?: number }[] }[];
  return relay?.environments.find(({ environment }) => environment === 'prod')?.behind;
};

const divergences = async () => (await api.done('GET', '/api/v1/epoch')).body['divergences'] as string[];

beforeAll(async () => {
  [hoist, browser] = await Promise.all([RunningHoist.start(), openBrowser()]);
  await setUp(hoist);
  api = new Api(hoist);
  page = await browser.newPage({ reducedMotion: 'reduce' });
  await signInPage(page, hoist);
  await api.done('POST', '/api/v1/flags', { body: booleanFlag('checkout', { name: 'Checkout' }) });
  for (const environment of ['dev', 'prod']) await save(environment, 'on');
  const made = await makeKey('revoked later');
  revoked = made.key;
  ({ key } = await makeKey('kept'));
  await copySqlite(store(), copy());
  await api.done('DELETE', `/api/v1/keys/${made.id}?environment=prod`);
  for (const variant of ['off', 'on', 'off', 'on']) expect((await save('prod', variant)).status).toBe(200);
});

afterAll(async () => {
  await browser?.close();
  await hoist?.stop();
});

describe('after an older copy of the store was restored under a running Hoist', () => {
  it('relays serve on, and nothing is saved that would reach none of them', async () => {
    await expect.poll(() => ask(key), soon).toBe(true);
    await expect.poll(() => ask(revoked), soon).toBe(401);
    // It answers the same from an earlier version.
    await expect.poll(behindInProd, soon).toBe(0);
    await copySqlite(copy(), store());
    await expect
      .poll(divergences, soon)
      .toEqual([
        expect.stringMatching(/^One relay has what prod serves at version \d+, the store at \d+\.$/),
        expect.stringMatching(/^One relay has the keys of prod at version \d+, the store at \d+\.$/),
      ]);
    expect(await ask(key)).toBe(true);
    expect(await ask(revoked)).toBe(401);
    for (const environment of ['dev', 'prod'])
      expect(toProblem(await save(environment, 'off'))).toMatchObject({
        status: 409,
        title: 'Relays are ahead of the store',
      });
    await expect.poll(() => hoist.output, soon).toContain('an older copy was restored');
  });

  it('the same holds when relay and admin were restarted', async () => {
    await hoist.killRelay();
    await hoist.killAdmin();
    await hoist.startRelay();
    await hoist.startAdmin();
    await expect.poll(async () => (await divergences()).length, soon).toBe(2);
    expect(await ask(key)).toBe(true);
    expect((await save('dev', 'off')).status).toBe(409);
  });

  it('turning off works in prod after one more confirmation, which says what relays give up', async () => {
    const { etag } = await api.done('GET', inProd);
    const refusal = toProblem(await api.send('PATCH', inProd, { ifMatch: etag, body: { enabled: false } }));
    expect(refusal.status).toBe(409);
    expect(refusal.detail).toMatch(/"raiseEpoch": true/);
    expect(refusal.errors).toMatchObject([{ pointer: '/raiseEpoch', code: 'confirmation-required' }]);
    await open(page, `${hoist.adminUrl}/flags/checkout?env=prod`);
    await page.getByText('Relays are ahead of the store.').waitFor();
    await page.getByRole('switch', { name: /^Checkout in prod/ }).click();
    const confirm = page.getByRole('button', { name: 'Turn off in prod' });
    await confirm.click();
    await page
      .getByRole('dialog')
      .getByText(/relays then give up versions \d+ to \d+ of prod/)
      .waitFor();
    expect(await ask(key)).toBe(true);
    await confirm.click();
    await expect.poll(() => ask(key), soon).toBe(false);
    expect((await save('dev', 'off')).status).toBe(409);
  });

  it('an administrator raises the epoch and publishes, from Home, in one step', async () => {
    const publisher = await signIn(hoist, await addPerson(hoist, 'publisher'));
    expect((await publisher.send('POST', '/api/v1/epoch', { body: {} })).status).toBe(403);
    await open(page, hoist.adminUrl);
    await page.getByRole('link', { name: /Raise the epoch/ }).click();
    await page.getByText('revoked later').waitFor();
    await page.getByLabel('Comment').fill('restored by mistake');
    await page.getByRole('button', { name: 'Raise the epoch and publish' }).click();
    await page.getByText('Relays and the store agree.').waitFor();
    expect(await divergences()).toEqual([]);
    await expect.poll(() => ask(revoked), soon).toBe(401);
    const { body } = await api.done('GET', '/api/v1/keys?environment=prod');
    expect(body['items']).toContainEqual(
      expect.objectContaining({ name: 'revoked later', revokedAt: expect.any(String) as string }),
    );
    expect((await save('prod', 'on')).status).toBe(200);
    await expect.poll(() => ask(key), soon).toBe(true);
  });
});
