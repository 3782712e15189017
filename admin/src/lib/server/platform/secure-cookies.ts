import type { RequestEvent } from '@sveltejs/kit';

/**
 * Makes every cookie of an answer `Secure` if Hoist is reached by https, and none otherwise, because browsers would
 * drop them.
 */
export function secureCookies({ cookies, url }: Pick<RequestEvent, 'cookies' | 'url'>): void {
  const set = cookies.set.bind(cookies);
  const secure = url.protocol === 'https:';
  cookies.set = (name, value, options) => set(name, value, { ...options, secure });
}
