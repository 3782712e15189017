import type { Records } from '@hoist/store';
import { betterAuth } from 'better-auth';
import { hashPassword, verifyPassword } from './password-hash.ts';
import { createRecordsAdapter } from './records-adapter.ts';

/** The least and the greatest number of characters of a password. */
export const passwordLength = { least: 12, most: 256 } as const;

interface AuthOptions {
  readonly records: Records;
  /** The secret that signs session cookies: at least 32 characters. */
  readonly secret: string;
  /** The URL where people open the admin; with https, cookies are `Secure`. */
  readonly publicUrl: string;
  /** How many hours without use end a session. */
  readonly idleHours: number;
}

/** The header in which better-auth finds the address of who signs in. */
export const addressHeader = 'x-hoist-client';

/** Sign-in as configured by {@link createAuth}. */
export type Auth = ReturnType<typeof createAuth>;

const hour = 60 * 60;
/**
 * How often the use of a session is stored at most, in seconds; a session may end this much before its idle time is
 * over.
 */
const usedEvery = 60;

/**
 * Configures sign-in by e-mail and password, with sessions in the store. There is no sign-up: administrators create
 * people.
 */
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
    session: { expiresIn: idleHours * hour, updateAge: usedEvery },
    // Hoist's own limits count failures only, by account and by address.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'hoist',
      // Set by `signIn` alone: no request of a client reaches better-auth.
      ipAddress: { ipAddressHeaders: [addressHeader], ipv6Subnet: 128 },
      useSecureCookies: publicUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
    },
    telemetry: { enabled: false },
    logger: { level: 'error' },
  });
}
