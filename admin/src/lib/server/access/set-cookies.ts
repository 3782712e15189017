import type { Cookies } from '@sveltejs/kit';
import { parseSetCookieHeader } from 'better-auth/cookies';

/** Hands sign-in's cookies to SvelteKit, so that they are set whatever the answer turns out to be. */
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
