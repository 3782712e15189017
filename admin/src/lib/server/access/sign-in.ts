import type { Records } from '@hoist/store';
import { logSecurity } from '../logging/security-log.ts';
import { addressHeader } from './auth.ts';
import type { Auth } from './auth.ts';
import { toAccount } from './device-cookie.ts';
import type { DeviceCookies } from './device-cookie.ts';
import type { Bucket, FailureLimits } from './failure-limits.ts';
import type { PasswordQueue } from './password-queue.ts';
import type { FindPerson } from './session.ts';

/** What signing in needs. */
export interface SignInOptions {
  readonly auth: Auth;
  readonly records: Pick<Records, 'find' | 'remove'>;
  /** Finds who may be signed in. */
  readonly findPerson: FindPerson;
  readonly limits: FailureLimits;
  readonly queue: PasswordQueue;
  readonly devices: DeviceCookies;
}

interface Credentials {
  readonly email: string;
  readonly password: string;
  /** The client's address, whose failures are limited. */
  readonly clientAddress: string;
  /** The browser's `User-Agent`, by which the person recognises the session. */
  readonly userAgent?: string | undefined;
  /** The value of the device cookie from an earlier sign-in. */
  readonly deviceCookie?: string | undefined;
}

/** The result of a sign-in. `cookies` are `Set-Cookie` values, `deviceCookie` is the value of the device cookie. */
export type SignIn =
  | { readonly outcome: 'signed-in'; readonly cookies: readonly string[]; readonly deviceCookie: string }
  | { readonly outcome: 'refused' }
  | { readonly outcome: 'limited'; readonly seconds: number }
  | { readonly outcome: 'busy' };

/**
 * Signs a person in. A wrong e-mail, a wrong password and a disabled person give the same answer; the first two in the same time. Failures of a browser
 * that signed in to this account before are counted separately, so that failing strangers do not block it.
 */
export async function signIn(options: SignInOptions, credentials: Credentials): Promise<SignIn> {
  const account = toAccount(credentials.email);
  const now = Date.now();
  const found = options.devices.read(credentials.deviceCookie, now);
  const device = found?.account === account ? found : undefined;
  const result = await options.queue.run(device ? 'known' : 'stranger', () =>
    tryOnce(options, credentials, { account, device: device?.id }),
  );
  const address = credentials.clientAddress;
  if (result && 'person' in result) {
    logSecurity('signed in', { person: result.person, address, device: device ? 'known' : 'new' });
    const deviceCookie = options.devices.write(credentials.email, now);
    return { outcome: 'signed-in', cookies: result.cookies, deviceCookie };
  }
  const failed = result ?? { outcome: 'busy' as const };
  const person = failed.outcome === 'refused' ? await findPerson(options, credentials.email) : undefined;
  logSecurity('sign-in failed', { reason: failed.outcome, person, address });
  return failed;
}

/** A request's `User-Agent`, cut to a length that can be kept. */
export function userAgentOf(request: Request): string {
  return (request.headers.get('user-agent') ?? '').slice(0, 300);
}

interface Tried {
  readonly account: string;
  readonly device: string | undefined;
}

async function tryOnce(options: SignInOptions, credentials: Credentials, { account, device }: Tried) {
  const { limits } = options;
  const own: Bucket = device ? { kind: 'device', name: device } : { kind: 'account', name: account };
  const address: Bucket = { kind: 'address', name: credentials.clientAddress };
  const begun = await limits.begin(device ? [own] : [address, own]);
  if (typeof begun === 'number') return { outcome: 'limited' as const, seconds: Math.ceil(begun / 1_000) };
  try {
    const entered = await enter(options, credentials);
    if (!entered) return { outcome: 'refused' as const };
    await begun.release();
    await limits.forget(own);
    return entered;
  } catch (error) {
    // That nobody could be looked up is not the fault of who tried.
    await begun.release().catch(() => undefined);
    throw error;
  }
}

async function enter(options: SignInOptions, { email, password, clientAddress, userAgent }: Credentials) {
  const { auth, records, findPerson } = options;
  const { baseURL } = await auth.$context;
  const response = await auth.handler(
    new Request(`${baseURL}/sign-in/email`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        [addressHeader]: clientAddress,
        ...(userAgent && { 'user-agent': userAgent }),
      },
      // Its length is limited too: that of what was set, which is NFC.
      body: JSON.stringify({ email: email.trim(), password: password.normalize('NFC') }),
    }),
  );
  if (response.status >= 500) throw new Error(`Signing in failed with status ${response.status}.`);
  if (!response.ok) return undefined;
  const { user, token } = (await response.json()) as {
    readonly user: { readonly id: string };
    readonly token: string;
  };
  if (!findPerson(user.id)) {
    await records.remove('session', [{ field: 'token', test: 'eq', value: token }]);
    return undefined;
  }
  return { person: user.id, cookies: response.headers.getSetCookie() };
}

/** Finds the id of the person with this e-mail address; undefined if there is none. */
async function findPerson({ records }: SignInOptions, email: string): Promise<string | undefined> {
  const where = [{ field: 'email', test: 'eq', value: email.trim().toLowerCase() }] as const;
  const [user] = await records.find('user', where, { limit: 1 });
  return user && String(user['id']);
}
