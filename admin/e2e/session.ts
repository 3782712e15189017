import type { Page } from 'playwright-core';
import { Api } from './api.ts';
import type { RunningHoist } from './running-hoist.ts';

export interface SignIn {
  readonly email: string;
  readonly password: string;
}

export const administrator = {
  name: 'Mira Okafor',
  email: 'mira@example.com',
  password: 'correct horse battery',
};

/** Makes the first administrator by the set-up link, as its form does. */
export async function setUp(hoist: RunningHoist): Promise<void> {
  const response = await post(hoist.setUpLink, administrator);
  if (response.status !== 303)
    throw new Error(`Set-up answered ${response.status}: ${await response.text()}`);
}

/** Sets a password by a link, as its form does. */
export async function setPassword(
  link: string,
  fields: { readonly name: string; readonly password: string },
): Promise<void> {
  const response = await post(link, fields);
  if (response.status !== 303)
    throw new Error(`The link answered ${response.status}: ${await response.text()}`);
}

/** Signs in as the form does; the API is then that person's. */
export async function signIn(hoist: RunningHoist, { email, password }: SignIn): Promise<Api> {
  const response = await post(`${hoist.adminUrl}/sign-in`, { email, password });
  const cookie = response.headers.getSetCookie().map((line) => line.split(';')[0]);
  if (response.status !== 303) throw new Error(`Sign-in answered ${response.status}.`);
  return new Api(hoist, { cookie: cookie.join('; '), origin: hoist.adminUrl });
}

function post(url: string, fields: Readonly<Record<string, string>>): Promise<Response> {
  const headers = { origin: new URL(url).origin, accept: 'text/html' };
  return fetch(url, { method: 'POST', redirect: 'manual', headers, body: new URLSearchParams(fields) });
}

/** Signs somebody in for a page and all others of its context, the administrator unless said; what is open stays as it is. */
export async function signInPage(
  page: Page,
  hoist: RunningHoist,
  who: SignIn = administrator,
): Promise<void> {
  const { headers } = await signIn(hoist, who);
  const cookies = (headers['cookie'] ?? '').split('; ').map((cookie) => {
    const [name = '', value = ''] = cookie.split(/=(.*)/s);
    return { name, value, url: hoist.adminUrl };
  });
  await page.context().addCookies(cookies);
}
