import type { Cookies } from '@sveltejs/kit';
import { deviceCookieAge, deviceCookieName } from './device-cookie.ts';
import { setCookies } from './set-cookies.ts';
import type { SignIn } from './sign-in.ts';

/** Sets the session cookie and the cookie that identifies the browser at its next sign-in. */
export function keepSignIn(
  cookies: Cookies,
  signIn: Extract<SignIn, { readonly outcome: 'signed-in' }>,
): void {
  setCookies(cookies, signIn.cookies);
  cookies.set(deviceCookieName, signIn.deviceCookie, {
    path: '/sign-in',
    httpOnly: true,
    sameSite: 'lax',
    maxAge: deviceCookieAge,
  });
}
