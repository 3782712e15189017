import { expect, it } from 'vitest';
import { deviceCookieAge, DeviceCookies, toAccount } from './device-cookie.ts';

const cookies = new DeviceCookies('s'.repeat(40));
const now = Date.parse('2026-05-01');

it('knows the account that it was made for, written in any letter case, and no address stands in it', () => {
  const cookie = cookies.write('Mira@example.com ', now);
  expect(cookies.read(cookie, now)?.account).toBe(toAccount('mira@EXAMPLE.com'));
  expect(cookie).not.toMatch(/mira|example/i);
});

it('is found among the cookies of a request', () => {
  const value = cookies.write('mira@example.com', now);
  expect(cookies.isIn(`a=b; hoist_device=${value}; c=d`, now)).toBe(true);
  expect(cookies.isIn(`a=b; not_hoist_device=${value}`, now)).toBe(false);
});

it('is another one each time', () => {
  const ids = [1, 2].map(() => cookies.read(cookies.write('a@b.c', now), now)?.id);
  expect(new Set(ids).size).toBe(2);
});

it.each([undefined, '', 'a.b.c', 'a.b.1.x', '....', 'a.b.1.c.d'])('is nothing: %j', (value) => {
  expect(cookies.read(value, now)).toBeUndefined();
});

it('counts neither changed, nor under another secret, nor for longer than it may', () => {
  const cookie = cookies.write('mira@example.com', now);
  expect(
    cookies.read(
      cookie.replace(/^./, (first) => (first === '0' ? '1' : '0')),
      now,
    ),
  ).toBeUndefined();
  expect(new DeviceCookies('t'.repeat(40)).read(cookie, now)).toBeUndefined();
  expect(cookies.read(cookie, now + deviceCookieAge * 1_000 - 1_000)).toBeDefined();
  expect(cookies.read(cookie, now + deviceCookieAge * 1_000)).toBeUndefined();
});
