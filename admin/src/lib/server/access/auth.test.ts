import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '@hoist/store';
import type { Store } from '@hoist/store';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAuth } from './auth.ts';
import { cleanRecords } from './clean-records.ts';
import type { Auth } from './auth.ts';
import { createFirstAdministrator } from '../people/first-administrator.ts';
import { findActive } from './access-state.ts';
import type { FindPerson } from './session.ts';
import { openContext } from '../open-context.ts';
import type { AdminContext } from '../context.ts';
import { rememberSessions } from './known-sessions.ts';
import { DeviceCookies } from './device-cookie.ts';
import { FailureLimits } from './failure-limits.ts';
import { PasswordQueue } from './password-queue.ts';
import { clearSession, readSession } from './session.ts';
import { signIn } from './sign-in.ts';
import type { SignInOptions } from './sign-in.ts';
import { isSetUpOpen, offerSetUp } from './set-up-link.ts';
import { captureLog } from '../logging/testing-log.ts';

const publicUrl = 'http://localhost:3000';
const mira = { name: 'Mira Okafor', email: 'Mira@Example.com', password: 'correct horse battery' };
let store: Store;
let hoist: AdminContext;
let auth: Auth;
let options: SignInOptions;
const findPerson: FindPerson = (id) => findActive(hoist.access, id);

beforeEach(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'hoist-auth-'));
  store = await openStore({ url: `sqlite:${join(folder, 'hoist.db')}` });
  hoist = await openContext(store);
  auth = createAuth({ records: store.records, secret: 's'.repeat(40), publicUrl, idleHours: 24 });
  const { records } = store;
  const limits = new FailureLimits(records, () => Date.now());
  options = {
    auth,
    records,
    findPerson,
    limits,
    queue: new PasswordQueue(),
    devices: new DeviceCookies('s'.repeat(40)),
  };
});
afterEach(() => hoist.close());

async function newToken(): Promise<string> {
  const url = await offerSetUp(store.records, hoist.access, publicUrl);
  return new URL(url ?? '').searchParams.get('token') ?? '';
}

const setUp = (token: string, input: unknown = mira) =>
  createFirstAdministrator({ hoist, queue: options.queue }, token, input);
const enter = (
  password: string,
  clientAddress = '192.0.2.1',
  { email = mira.email, deviceCookie }: { email?: string; deviceCookie?: string } = {},
) => signIn(options, { email, password, clientAddress, deviceCookie });
const cookieHeader = (cookies: readonly string[]) =>
  new Headers({ cookie: cookies.map((cookie) => cookie.split(';')[0]).join('; ') });

describe('the set-up link', () => {
  it('makes one administrator, then is dead', async () => {
    const token = await newToken();
    expect(await isSetUpOpen(store.records, hoist.access, token)).toBe(true);
    await setUp(token);
    expect(await isSetUpOpen(store.records, hoist.access, token)).toBe(false);
    await expect(setUp(token)).rejects.toMatchObject({ status: 410 });
    expect(await offerSetUp(store.records, hoist.access, publicUrl)).toBeUndefined();
  });

  it('is replaced by that of the next start', async () => {
    const [first, second] = [await newToken(), await newToken()];
    expect(await isSetUpOpen(store.records, hoist.access, first)).toBe(false);
    expect(await isSetUpOpen(store.records, hoist.access, second)).toBe(true);
  });

  it('works for a day', async () => {
    const token = await newToken();
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.now() + 24 * 3_600_000 - 1_000);
    expect(await isSetUpOpen(store.records, hoist.access, token)).toBe(true);
    vi.setSystemTime(Date.now() + 1_000);
    expect(await isSetUpOpen(store.records, hoist.access, token)).toBe(false);
    await expect(setUp(token)).rejects.toMatchObject({ status: 410 });
    vi.useRealTimers();
  });

  it('is stored as a digest only', async () => {
    const token = await newToken();
    expect(JSON.stringify(await store.records.find('setup', []))).not.toContain(token);
  });

  it('lets one of many through who come at the same time', async () => {
    const token = await newToken();
    const tries = await Promise.allSettled(Array.from({ length: 5 }, () => setUp(token)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await store.records.count('user', [])).toBe(1);
  });

  it('takes no password that is tried first', async () => {
    const common = setUp(await newToken(), { ...mira, password: 'Password2026!' });
    await expect(common).rejects.toMatchObject({
      status: 422,
      fields: { password: expect.stringContaining('tried first') as string },
    });
  });

  it.each([
    'mira.okafor@example.com',
    'Mira.Okafor@Example.com1!',
    'mira.okafor.2026',
    'Okafor, Mira!',
    'okafor-okafor-okafor',
    'example.com example.com',
    'mirá_okáfor_99',
  ])('takes no password that is made of name and e-mail address: %s', async (password) => {
    const own = setUp(await newToken(), { ...mira, email: 'mira.okafor@example.com', password });
    await expect(own).rejects.toMatchObject({
      status: 422,
      fields: { password: expect.stringContaining('tried first') as string },
    });
  });

  it('counts the characters of a password, not by how many keys each is typed', async () => {
    const short = setUp(await newToken(), { ...mira, password: 'a\u0308o\u0308'.repeat(4) });
    await expect(short).rejects.toMatchObject({ fields: { password: 'Use at least 12 characters.' } });
  });

  it('stays usable after a mistake, and says beside each field what it is', async () => {
    const token = await newToken();
    const mistake = setUp(token, { name: ' ', email: 'nobody', password: 'short' });
    await expect(mistake).rejects.toMatchObject({
      status: 422,
      fields: {
        name: 'Enter a name.',
        email: expect.any(String) as string,
        password: 'Use at least 12 characters.',
      },
    });
    await setUp(token);
  });

  it('opens again where set-up was cut off before anybody could sign in', async () => {
    const token = await newToken();
    await store.records.insert('user', { id: 'half', email: 'mira@example.com' });
    await setUp(token);
    expect(await enter(mira.password)).toMatchObject({ outcome: 'signed-in' });
  });
});

it.each([
  ['composed', 'decomposed', 'NFC', 'NFD'],
  ['decomposed', 'composed', 'NFD', 'NFC'],
])('a password that was set %s signs in %s', async (_set, _typed, form, typed) => {
  const password = 'grüne Wiesen ändern öfter'.repeat(10);
  await setUp(await newToken(), { ...mira, password: password.normalize(form) });
  expect(await enter(password.normalize(typed))).toMatchObject({ outcome: 'signed-in' });
});

describe('signing in', () => {
  beforeEach(async () => void (await setUp(await newToken())));

  it('gives a session whose cookie says who it is', async () => {
    const result = await enter(mira.password);
    if (result.outcome !== 'signed-in') throw new Error(result.outcome);
    expect(result.cookies.join()).toMatch(/HttpOnly.*SameSite=Lax/i);
    const session = await readSession(auth, findPerson, cookieHeader(result.cookies));
    expect(session?.person).toMatchObject({ name: 'Mira Okafor', email: 'mira@example.com', role: 'admin' });
  });

  it('takes the e-mail address in any letter case', async () => {
    expect(await enter(mira.password, '192.0.2.1', { email: ' MIRA@EXAMPLE.COM ' })).toMatchObject({
      outcome: 'signed-in',
    });
  });

  it('ends with signing out, on the server too', async () => {
    const result = await enter(mira.password);
    if (result.outcome !== 'signed-in') throw new Error(result.outcome);
    const headers = cookieHeader(result.cookies);
    await rememberSessions({ auth, records: store.records, findPerson, longest: 1e9 }).end(headers);
    expect(await clearSession(auth)).toMatch(/^hoist\.session_token=; Max-Age=0; Path=\//);
    expect(await readSession(auth, findPerson, headers)).toBeUndefined();
    expect(await store.records.count('session', [])).toBe(0);
  });

  it('ends when it was not used for as long as it may be idle', async () => {
    const result = await enter(mira.password);
    if (result.outcome !== 'signed-in') throw new Error(result.outcome);
    expect(result.cookies.join()).toContain('Max-Age=86400');
    vi.useFakeTimers({ toFake: ['Date'] });
    for (let hours = 0; hours < 48; hours += 23) {
      expect(await readSession(auth, findPerson, cookieHeader(result.cookies))).toBeDefined();
      vi.setSystemTime(Date.now() + 23 * 3_600_000);
    }
    vi.setSystemTime(Date.now() + 2 * 3_600_000);
    expect(await readSession(auth, findPerson, cookieHeader(result.cookies))).toBeUndefined();
    vi.useRealTimers();
  });

  it('refuses a wrong password and an unknown e-mail alike', async () => {
    expect(await enter('wrong horse battery')).toEqual({ outcome: 'refused' });
    expect(await enter(mira.password, '192.0.2.1', { email: 'nobody@example.com' })).toEqual({
      outcome: 'refused',
    });
    expect(await enter('', '192.0.2.1', { email: 'not an address' })).toEqual({ outcome: 'refused' });
  });

  it('counts failures only', async () => {
    for (let count = 0; count < 8; count++)
      expect(await enter(mira.password)).toMatchObject({ outcome: 'signed-in' });
  });

  it('makes strangers wait who fail, and nobody who signed in with this browser before', async () => {
    const first = await enter(mira.password);
    if (first.outcome !== 'signed-in') throw new Error(first.outcome);
    for (let count = 0; count < 5; count++)
      expect(await enter('wrong horse battery')).toEqual({ outcome: 'refused' });
    expect(await enter(mira.password, '192.0.2.2')).toEqual({ outcome: 'limited', seconds: 5 });
    const { deviceCookie } = first;
    expect(await enter(mira.password, '192.0.2.1', { deviceCookie })).toMatchObject({ outcome: 'signed-in' });
    const other = { deviceCookie: options.devices.write('other@example.com', Date.now()) };
    expect(await enter(mira.password, '192.0.2.3', other)).toMatchObject({ outcome: 'limited' });
  });

  it('says who tried what from where in one line of the log, without a secret', async () => {
    const log = captureLog();
    await enter('wrong horse battery', '203.0.113.9');
    await enter('my password', '203.0.113.9', { email: 'typed my password here' });
    await enter(mira.password, '203.0.113.9');
    log.restore();
    const [user] = await store.records.find('user', []);
    const address = '203.0.113.9';
    const failed = { level: 'warn', message: 'sign-in failed', reason: 'refused', address };
    expect(log.lines).toEqual([
      { ...failed, person: user?.['id'] },
      failed,
      { level: 'info', message: 'signed in', person: user?.['id'], address, device: 'new' },
    ]);
  });

  it('removes what it has no use for any more', async () => {
    await enter(mira.password);
    await enter('wrong horse battery');
    expect(await store.records.count('session', [])).toBe(1);
    expect(await store.records.count('signInFailures', [])).toBe(2);
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.now() + 25 * 3_600_000);
    await cleanRecords({ ...options, longest: 7 * 24 * 3_600_000 });
    vi.useRealTimers();
    expect(await store.records.count('session', [])).toBe(0);
    expect(await store.records.count('signInFailures', [])).toBe(0);
  });

  it('tries nothing where too many wait already', async () => {
    const begun = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        enter('wrong horse battery', `198.51.100.${index}`, { email: `nobody${index}@example.com` }),
      ),
    );
    expect(begun.filter(({ outcome }) => outcome === 'busy')).toHaveLength(8);
  });

  it('knows nobody by a forged cookie', async () => {
    const result = await enter(mira.password);
    if (result.outcome !== 'signed-in') throw new Error(result.outcome);
    const cookie = (result.cookies[0] ?? '').split(';')[0] ?? '';
    expect(
      await readSession(auth, findPerson, new Headers({ cookie: `${cookie.slice(0, -6)}xxxxxx` })),
    ).toBeUndefined();
  });

  it('keeps passwords as argon2id only', async () => {
    const [account] = await store.records.find('account', []);
    expect(account?.['password']).toMatch(/^\$argon2id\$/);
  });

  it('lets nobody sign up or reach its other endpoints with a role', async () => {
    const body = JSON.stringify({ ...mira, email: 'eve@example.com', role: 'admin' });
    const request = new Request(`${publicUrl}/api/auth/sign-up/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    expect((await auth.handler(request)).status).toBeGreaterThanOrEqual(400);
    expect(await store.records.count('user', [])).toBe(1);
  });
});
