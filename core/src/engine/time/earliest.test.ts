import { expect, it } from 'vitest';
import { earliest } from './earliest.ts';

it.each([
  [undefined, undefined, undefined],
  [1, undefined, 1],
  [undefined, 2, 2],
  [1, 2, 1],
  [2, 1, 1],
  [0, undefined, 0],
])('of %s and %s, the earliest is %s', (one, other, expected) => {
  expect(earliest(one, other)).toBe(expected);
});
