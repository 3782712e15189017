import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { sha256 } from '@hoist/store';

/** The name of the cookie of a browser that somebody signed in with. */
export const deviceCookieName = 'hoist_device';
/** How long the cookie is valid, in seconds. */
export const deviceCookieAge = 180 * 24 * 60 * 60;

/** A browser that somebody signed in to an account with. */
export interface Device {
  readonly id: string;
  /** The digest of the account. */
  readonly account: string;
}

/**
 * Makes and reads signed cookies for browsers that somebody signed in to an account with. They give no access: they
 * only decide whose failures are counted together.
 */
export class DeviceCookies {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  /** Makes a cookie for an account, by its e-mail address; `now` is in ms since the Unix epoch. */
  write(email: string, now: number): string {
    const text = [toAccount(email), randomBytes(16).toString('base64url'), Math.floor(now / 1_000)].join('.');
    return `${text}.${this.#sign(text)}`;
  }

  /** Reads the device from a cookie's value; undefined if it is missing, forged or too old. */
  read(value: string | undefined, now: number): Device | undefined {
    const [account = '', id = '', at = '', signature = '', ...more] = (value ?? '').split('.');
    if (more.length > 0 || !/^\d{1,12}$/.test(at)) return undefined;
    const wanted = Buffer.from(this.#sign([account, id, at].join('.')));
    const given = Buffer.from(signature);
    if (wanted.length !== given.length || !timingSafeEqual(wanted, given)) return undefined;
    return now / 1_000 - Number(at) < deviceCookieAge ? { id, account } : undefined;
  }

  /** True if a request's cookies contain a valid one. */
  isIn(cookies: string, now: number): boolean {
    const value = new RegExp(`(?:^|;) *${deviceCookieName}=([^;]+)`).exec(cookies)?.[1];
    return this.read(value, now) !== undefined;
  }

  #sign(text: string): string {
    return createHmac('sha256', this.#secret).update(`hoist device cookie\n${text}`).digest('base64url');
  }
}

/** Returns the digest of an account's e-mail address, in any letter case. */
export function toAccount(email: string): string {
  return sha256(email.trim().normalize('NFC').toLowerCase()).slice(0, 32);
}
