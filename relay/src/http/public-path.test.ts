import { expect, it } from 'vitest';
import { withoutPublicPath } from './public-path.ts';

it.each([
  ['/flags/ofrep/v1/evaluate/flags', '/flags', '/ofrep/v1/evaluate/flags'],
  ['/flags//ofrep/v1/evaluate/flags', '/flags', '//ofrep/v1/evaluate/flags'],
  ['/flags/hoist/v1/events', '/flags', '/hoist/v1/events'],
  ['/ofrep/v1/evaluate/flags', '/flags', '/ofrep/v1/evaluate/flags'],
  ['/ofrep/v1/evaluate/flags', '/ofrep', '/ofrep/v1/evaluate/flags'],
  ['/flagship/ofrep/v1/events', '/flags', '/flagship/ofrep/v1/events'],
  ['/flags/other', '/flags', '/flags/other'],
  ['/ofrep/v1/evaluate/flags', '', '/ofrep/v1/evaluate/flags'],
])('%s, reached under %j, is %s', (url, publicPath, expected) => {
  expect(withoutPublicPath(url, publicPath)).toBe(expected);
});
