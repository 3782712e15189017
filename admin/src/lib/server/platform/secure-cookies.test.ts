import type { Cookies } from '@sveltejs/kit';
import { expect, it } from 'vitest';
import { secureCookies } from './secure-cookies.ts';

it.each([
  ['https://hoist.example.com/', true],
  ['http://hoist.internal/', false],
])('cookies of %s are Secure: %s', (address, secure) => {
  const seen: unknown[] = [];
  const cookies = { set: (name: string, _: string, options: object) => seen.push({ name, ...options }) };
  secureCookies({ cookies: cookies as unknown as Cookies, url: new URL(address) });
  cookies.set('a', 'b', { path: '/', secure: !secure });
  expect(seen).toEqual([{ name: 'a', path: '/', secure }]);
});
