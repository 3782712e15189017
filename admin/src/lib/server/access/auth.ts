import type { Records } from '@hoist/store';
import { betterAuth } from 'better-auth';
import { hashPassword, verifyPassword } from './password-hash.ts';
import { createRecordsAdapter } from './records-adapter.ts';

/** A password has at least this many characters. */
export const passwordLength = { least: 12, most: 256 } as const;

interface AuthOptions {
  readonly records: Records;
  /** Signs session cookies: at least 32 characters. */
  readonly secret: string;
  /** Where people open the admin; https makes cookies secure. */
  readonly publicUrl: string;
  /** A session ends when it was not used for so many hours. */
  readonly idleHours: number;
}

export type Auth = ReturnType<typeof createAuth>;

const hour = 60 * 60;
/** A session's use is written down at most so often, in seconds: for so much less than said it may be idle. */
const usedEvery = 60;

/** Sign-in by e-mail and password, sessions in the store. Nobody signs up: administrators make people. */
export function createAuth({ records, secret, publicUrl, idleHours }: AuthOptions) {
  return betterAuth({
    appName: 'Hoist',
    baseURL: publicUrl,
    secret,
    database: createRecordsAdapter(records),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.least,
      maxPasswordLength: passwordLength.most,
      password: {
        hash: hashPassword,
        verify: ({ hash, password }) => verifyPassword(hash, password),
      },
    },
    user: {
      additionalFields: {
        role: { type: 'string', required: true, defaultValue: 'viewer', input: false },
      },
    },
    session: { expiresIn: idleHours * hour, updateAge: usedEvery },
    // Hoist's own limits count failures only, by account and by address.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'hoist',
      useSecureCookies: publicUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
    },
    telemetry: { enabled: false },
    logger: { level: 'error' },
  });
}
