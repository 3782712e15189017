import type { Cookies } from '@sveltejs/kit';
import { deviceCookieAge, deviceCookieName } from './device-cookie.ts';
import { setCookies } from './set-cookies.ts';
import type { SignIn } from './sign-in.ts';

/** Hands a browser its session, and the cookie by which it is known when its person signs in again. */
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
