import type { Cookies } from '@sveltejs/kit';
import { parseSetCookieHeader } from 'better-auth/cookies';

/** Passes `Set-Cookie` values of sign-in to SvelteKit, which sets them on any answer. */
export function setCookies(cookies: Cookies, values: readonly string[]): void {
  for (const value of values) {
    for (const [name, attributes] of parseSetCookieHeader(value)) {
      cookies.set(name, attributes.value, {
        path: attributes.path ?? '/',
        httpOnly: true,
        sameSite: 'lax',
        ...(attributes['max-age'] !== undefined && { maxAge: attributes['max-age'] }),
      });
    }
  }
}
