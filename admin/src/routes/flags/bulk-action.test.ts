import { expect, it } from 'vitest';
import { pathOfPage, toAction } from './bulk-action.ts';

it('the address keeps the filters of the list, and no action that a form left there', () => {
  const url = new URL('http://hoist/flags?/change&search=tag%3A%22a+b%22&sort=newest');
  expect(pathOfPage(url)).toBe('/flags?search=tag%3A%22a+b%22&sort=newest');
  expect(toAction(url)).toBe('?/change&search=tag%3A%22a+b%22&sort=newest');
  expect(toAction(new URL('http://hoist/flags'))).toBe('?/change');
});
