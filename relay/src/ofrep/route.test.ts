import { describe, expect, it } from 'vitest';
import { readRoute } from './route.ts';

describe('readRoute', () => {
  it.each([
    ['/ofrep/v1/evaluate/flags', { kind: 'bulk' }],
    ['/ofrep/v1/evaluate/flags/', { kind: 'bulk' }],
    ['//ofrep/v1/evaluate/flags', { kind: 'bulk' }],
    ['/ofrep/v1/evaluate/flags?flagConfigEtag=%22a%22&flagConfigLastModified=1', { kind: 'bulk' }],
    ['/ofrep/v1/evaluate/flags/checkout', { kind: 'single', flag: 'checkout' }],
    ['//ofrep/v1/evaluate/flags/checkout?x=1', { kind: 'single', flag: 'checkout' }],
    ['/ofrep/v1/evaluate/flags/a%2Fb%20c%3F%23%C3%A9', { kind: 'single', flag: 'a/b c?#é' }],
    ['/ofrep/v1/evaluate/flags/a/b%20c', { kind: 'single', flag: 'a/b c' }],
    ['/ofrep/v1/evaluate/flags/a%252Fb', { kind: 'single', flag: 'a%2Fb' }],
    ['/ofrep/v1/evaluate/flags/__proto__', { kind: 'single', flag: '__proto__' }],
    ['/ofrep/v1/evaluate/flags/%E0%A4%A', { kind: 'bad-key' }],
  ])('reads %s', (url, route) => {
    expect(readRoute(url)).toEqual(route);
  });

  it.each([
    '/',
    '/ofrep/v1/evaluate/flagsx',
    '/ofrep/v1/evaluate',
    '/ofrep/v2/evaluate/flags',
    '/OFREP/v1/evaluate/flags',
  ])('leaves %s to others', (url) => {
    expect(readRoute(url)).toBeUndefined();
  });
});
