import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { sha256 } from '@hoist/store';

/** The cookie by which a browser shows that somebody signed in with it. */
export const deviceCookieName = 'hoist_device';
/** For so long it counts, in seconds. */
export const deviceCookieAge = 180 * 24 * 60 * 60;

/** A browser with which an account was signed in to. */
export interface Device {
  readonly id: string;
  /** The account, as its digest. */
  readonly account: string;
}

/**
 * Cookies for browsers, signed by the secret: whoever has one for an account is no stranger to it. They let nobody in: they
 * only say whose failures are counted together.
 */
export class DeviceCookies {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  /** A new one for an account (its e-mail address); `now` is ms since epoch. */
  write(email: string, now: number): string {
    const text = [toAccount(email), randomBytes(16).toString('base64url'), Math.floor(now / 1_000)].join('.');
    return `${text}.${this.#sign(text)}`;
  }

  /** The device that a cookie's value names; undefined for what is forged, too old or none. */
  read(value: string | undefined, now: number): Device | undefined {
    const [account = '', id = '', at = '', signature = '', ...more] = (value ?? '').split('.');
    if (more.length > 0 || !/^\d{1,12}$/.test(at)) return undefined;
    const wanted = Buffer.from(this.#sign([account, id, at].join('.')));
    const given = Buffer.from(signature);
    if (wanted.length !== given.length || !timingSafeEqual(wanted, given)) return undefined;
    return now / 1_000 - Number(at) < deviceCookieAge ? { id, account } : undefined;
  }

  /** Whether the cookies of a request have one that counts. */
  isIn(cookies: string, now: number): boolean {
    const value = new RegExp(`(?:^|;) *${deviceCookieName}=([^;]+)`).exec(cookies)?.[1];
    return this.read(value, now) !== undefined;
  }

  #sign(text: string): string {
    return createHmac('sha256', this.#secret).update(`hoist device cookie\n${text}`).digest('base64url');
  }
}

/** Names an account without its address, written in any way. */
export function toAccount(email: string): string {
  return sha256(email.trim().normalize('NFC').toLowerCase()).slice(0, 32);
}
