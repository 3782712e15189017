import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Api, booleanFlag, serve, settingFor, toProblem } from './api.ts';
import { openBrowser } from './browser.ts';
import { expectGoodLooks, open } from './looks.ts';
import { receiveMail } from './receive-mail.ts';
import type { MailServer } from './receive-mail.ts';
import { RunningHoist } from './running-hoist.ts';
import { administrator, setUp, signInPage } from './session.ts';

const bootstrapToken = 'a bootstrap token of 40 characters at 1st'.replaceAll(' ', '-');
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const lea = { name: 'Lea Brandt', email: 'lea@example.com', password: 'four words in a row' };

let mail: MailServer;
let hoist: RunningHoist;
let browser: Browser;
/** The administrator's browser, and the one of the person who is invited. */
let mira: Page;
let hers: Page;
let machine: Api;

beforeAll(async () => {
  mail = await receiveMail();
  const env = { HOIST_SMTP_URL: `${mail.url}?from=flags@example.com`, HOIST_BOOTSTRAP_TOKEN: bootstrapToken };
  [hoist, browser] = await Promise.all([RunningHoist.start(undefined, env), openBrowser()]);
  machine = new Api(hoist, bearer(bootstrapToken));
  await setUp(hoist);
  await machine.done('POST', '/api/v1/flags', { body: booleanFlag('checkout') });
  await machine.set('checkout', 'dev', settingFor([], serve('off')));
  [mira, hers] = await Promise.all([newPage(), newPage()]);
  await signInPage(mira, hoist);
});

afterAll(async () => {
  await browser.close();
  await hoist.stop();
  await mail.stop();
});

async function newPage(): Promise<Page> {
  const context = await browser.newContext({
    reducedMotion: 'reduce',
    viewport: { width: 1_440, height: 900 },
  });
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  return page;
}

const row = (name: string) => mira.locator('li', { hasText: name });

/** Opens one of a person's acts and presses its button. */
async function act(name: string, title: string, submit: string | RegExp): Promise<void> {
  await open(mira, `${hoist.adminUrl}/settings/people`);
  await row(name).getByText(title, { exact: true }).click();
  if (submit !== '') await row(name).getByRole('button', { name: submit }).click();
}

const switchInDev = (page: Page) => page.getByRole('switch', { name: /^checkout in dev/ });

describe('two people in two browsers', () => {
  it('one invites the other, who joins by the link, signed in, and changes a flag in their name', async () => {
    await open(mira, `${hoist.adminUrl}/settings/people`);
    await mira.getByLabel('Name', { exact: true }).fill('Lea');
    await mira.getByLabel('E-mail').fill(lea.email);
    await mira.getByLabel('Role', { exact: true }).selectOption('editor');
    await mira.getByRole('button', { name: 'Invite', exact: true }).click();
    const link = await mira.locator('[data-shown-once]').innerText();
    await mira.getByText(`It was also sent to ${lea.email}.`).waitFor();
    expect(mail.received).toEqual([
      { from: 'flags@example.com', to: lea.email, text: expect.stringContaining(link) as string },
    ]);
    expect(hoist.output).not.toContain(new URL(link).searchParams.get('token'));

    const referrers: (string | undefined)[] = [];
    hers.on('request', (request) => void referrers.push(request.headers()['referer']));
    await open(hers, link);
    await hers.getByText(`You sign in as ${lea.email}.`).waitFor();
    await expectGoodLooks(hers, 'join');
    await hers.getByLabel('Your name').fill(lea.name);
    await hers.getByLabel('Password').fill('short');
    await hers.getByRole('button', { name: 'Join' }).click();
    await hers.getByText('Use at least 12 characters.').waitFor();
    await hers.getByLabel('Password').fill(lea.password);
    await hers.getByRole('button', { name: 'Join' }).click();
    await hers.getByTitle(lea.name).first().waitFor();
    expect(referrers.filter((referrer) => referrer?.includes('token'))).toEqual([]);

    await open(hers, `${hoist.adminUrl}/flags`);
    await switchInDev(hers).click();
    await hers.locator('.toast').waitFor();
    await open(mira, `${hoist.adminUrl}/flags/checkout/history?env=dev`);
    await mira.getByText(lea.name).first().waitFor();
    expect(await open(mira, link)).toBe(410);
  });

  it('the owner of a flag is chosen from the people', async () => {
    await open(mira, `${hoist.adminUrl}/flags/checkout/edit`);
    expect(await mira.locator('#owners option').count()).toBe(2);
    await mira.getByLabel('Owner').fill(lea.name);
    await mira.getByRole('button', { name: 'Save flag' }).click();
    await mira.locator('.toast').waitFor();
    const { body } = await machine.done('GET', '/api/v1/people?limit=1');
    const [first] = body['items'] as { readonly id: string; readonly name: string }[];
    const { body: flag } = await machine.get('/api/v1/flags/checkout');
    expect(first?.name).toBe(lea.name);
    expect(flag['definition'] ?? flag).toMatchObject({ owner: { name: lea.name, person: first?.id } });
  });

  it('a viewer sees everything and can change nothing, from the next request on', async () => {
    await act(lea.name, 'Change role', '');
    await row(lea.name).getByLabel(`Role of ${lea.name}`).selectOption('viewer');
    await row(lea.name)
      .getByRole('button', { name: `Change ${lea.name}’s role` })
      .click();
    await mira.locator('.toast', { hasText: 'Changed the role.' }).waitFor();
    await open(hers, `${hoist.adminUrl}/flags/checkout?env=dev`);
    expect(await hers.getByRole('button', { name: /Save in dev/ }).count()).toBe(0);
    await open(hers, `${hoist.adminUrl}/settings/people`);
    await hers.getByText('Only administrators invite and change people.').waitFor();
    expect(await hers.locator('main button, main summary').count()).toBe(0);
    expect(await open(hers, `${hoist.adminUrl}/flags/checkout/edit`)).toBe(403);
  });

  it('the own page lists where one is signed in, and ends a session there', async () => {
    const phone = await newPage();
    await signInPage(phone, hoist, lea);
    await open(hers, `${hoist.adminUrl}/account`);
    await expectGoodLooks(hers, 'account of two sessions');
    const sessions = hers.locator('section', { hasText: 'Where you are signed in' }).locator('li');
    expect(await sessions.count()).toBe(2);
    await sessions.first().getByText('This browser').waitFor();
    await hers.getByRole('button', { name: 'Sign out everywhere else' }).click();
    await hers.getByText('You are signed in nowhere else.').waitFor();
    await phone.goto(`${hoist.adminUrl}/flags`);
    expect(new URL(phone.url()).pathname).toBe('/sign-in');
    await phone.context().close();
  });

  it('who is disabled is signed out at once, and the last administrator cannot be', async () => {
    await act(lea.name, 'Disable', `Disable ${lea.name}`);
    await mira.locator('.toast', { hasText: 'Disabled' }).waitFor();
    await hers.goto(`${hoist.adminUrl}/flags`);
    expect(new URL(hers.url()).pathname).toBe('/sign-in');
    await hers.getByLabel('E-mail').fill(lea.email);
    await hers.getByLabel('Password').fill(lea.password);
    await hers.getByRole('button', { name: 'Sign in' }).click();
    await hers.getByText('E-mail and password do not match').waitFor();
    await act(administrator.name, 'Disable', `Disable ${administrator.name}`);
    await mira.getByText('is the last administrator who can sign in').waitFor();
    await row(lea.name)
      .getByRole('button', { name: `Enable ${lea.name}` })
      .click();
    await mira.locator('.toast', { hasText: 'Enabled' }).waitFor();
  });

  it('a forgotten password is set by a link, also without JavaScript', async () => {
    await act(lea.name, 'Password link', `Make ${lea.name} a link`);
    const link = await mira.locator('[data-shown-once]').innerText();
    const context = await browser.newContext({ javaScriptEnabled: false });
    const bare = await context.newPage();
    await bare.goto(link);
    await bare.getByLabel('Password').fill('lea.brandt.lea');
    await bare.getByRole('button', { name: 'Set password' }).click();
    await bare.getByText('What is made of your name').waitFor();
    await bare.getByLabel('Password').fill('another four word one');
    await bare.getByRole('button', { name: 'Set password' }).click();
    await bare.getByTitle(lea.name).first().waitFor();
    await bare.goto(link);
    await bare.getByText('This link is no longer valid').waitFor();
    await bare.goto(`${hoist.adminUrl}/account`);
    await bare.getByLabel('The password you have now').fill('another four word one');
    await bare.getByLabel('New password').fill(lea.password);
    await bare.getByRole('button', { name: 'Change password' }).click();
    await bare.getByText('Changed your password.').waitFor();
    await context.close();
  });
});

describe('an API token', () => {
  it('is shown once, works until it expires, and is refused with a problem that says so', async () => {
    await open(mira, `${hoist.adminUrl}/settings/tokens`);
    await mira.getByLabel('Name', { exact: true }).fill('deploys');
    await mira.getByRole('button', { name: 'Create API token' }).click();
    const token = await mira.locator('[data-shown-once]').innerText();
    const deploys = new Api(hoist, bearer(token));
    await deploys.done('POST', '/api/v1/flags', { body: booleanFlag('made-by-deploys') });
    const { body } = await deploys.get('/api/v1/flags/made-by-deploys/history');
    const changes = body['items'] as readonly { readonly who: object }[];
    expect([...new Set(changes.map(({ who }) => JSON.stringify(who)))]).toEqual([
      JSON.stringify({ kind: 'token', name: 'deploys' }),
    ]);
    expect(await mira.reload().then(() => mira.content())).not.toContain(token);
    const used = async () => (await row('deploys').innerText()).includes('last used');
    await expect.poll(async () => (await mira.reload(), used())).toBe(true);

    const expiresAt = new Date(Date.now() + 1_500).toISOString();
    const body2 = { name: 'short', role: 'viewer', expiresAt };
    const { body: short } = await machine.done('POST', '/api/v1/tokens', { body: body2 });
    const brief = new Api(hoist, bearer(String(short['token'])));
    expect((await brief.get('/api/v1/flags')).status).toBe(200);
    await expect.poll(async () => (await brief.get('/api/v1/flags')).status).toBe(401);
    const problem = toProblem(await brief.get('/api/v1/flags'));
    expect([problem.code, problem.detail]).toEqual([
      'token-expired',
      expect.stringContaining(`The API token 'short' expired at ${expiresAt}`),
    ]);
  });

  it('with the role hold pauses a rollout, and does nothing else', async () => {
    const plan = [
      { percent: 10, hours: 1 },
      { percent: 100, hours: 0 },
    ];
    const rollout = { strategy: 'progressive', params: { variant: 'on', otherwise: 'off', plan } };
    await machine.set('checkout', 'prod', settingFor([], rollout), 'grow');
    const body = { name: 'alerts', role: 'hold' };
    const { body: made } = await machine.done('POST', '/api/v1/tokens', { body });
    const alerts = new Api(hoist, bearer(String(made['token'])));
    const path = '/api/v1/flags/checkout/environments/prod';
    const { etag: ifMatch } = await alerts.done('GET', path);
    const tries: [string, string, object][] = [
      ['GET', '/api/v1/flags', {}],
      ['POST', '/api/v1/flags', { body: booleanFlag('no') }],
      ['PATCH', path, { ifMatch, body: { enabled: false, comment: 'x' } }],
      ['PATCH', path, { ifMatch, body: { rollout: 'stop' } }],
      ['PUT', path, { ifMatch, body: { setting: settingFor([], serve('on')), comment: 'x' } }],
    ];
    for (const [method, at, sending] of tries)
      expect([method, at, toProblem(await alerts.send(method, at, sending)).code]).toEqual([
        method,
        at,
        'role-too-low',
      ]);
    const { body: paused } = await alerts.done('PATCH', path, { ifMatch, body: { rollout: 'pause' } });
    expect(paused['rollouts']).toMatchObject([{ state: 'paused' }]);
  });

  it('that is the bootstrap token can be revoked, and stays so after a restart', async () => {
    await open(mira, `${hoist.adminUrl}/settings/tokens`);
    await row('Bootstrap token').getByText('Revoke', { exact: true }).click();
    await row('Bootstrap token').getByRole('button', { name: 'Revoke “Bootstrap token”' }).click();
    await mira.locator('.toast', { hasText: 'Revoked.' }).waitFor();
    expect(toProblem(await machine.get('/api/v1/flags')).code).toBe('token-revoked');
    await hoist.killAdmin('SIGTERM');
    await hoist.startAdmin();
    expect(toProblem(await machine.get('/api/v1/flags')).code).toBe('token-revoked');
    expect(hoist.output).toContain('HOIST_BOOTSTRAP_TOKEN holds an API token that was revoked: it stays so');
    await open(mira, `${hoist.adminUrl}/settings/tokens`);
    await row('Bootstrap token').getByText('It stays revoked after a restart').waitFor();
    await expectGoodLooks(mira, 'tokens');
  });
});
