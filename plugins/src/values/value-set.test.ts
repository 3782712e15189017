import { expect, it } from 'vitest';
import { allOf } from '../operators/all-of.ts';
import { anyOf } from '../operators/any-of.ts';
import { noneOf } from '../operators/none-of.ts';
import { askOperator } from '../testing/ask-operator.ts';

it.each([
  [anyOf, true],
  [allOf, true],
  [noneOf, false],
])('$name looks through 10,000 entries and not one more', (operator, matches) => {
  const entries = Array.from({ length: 10_000 }, () => 'a');
  expect(askOperator(operator, ['a'], entries)).toBe(matches);
  expect(askOperator(operator, ['a'], [...entries, 'a'])).toBeUndefined();
});
