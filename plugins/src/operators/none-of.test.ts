import { describe, expect, it } from 'vitest';
import { askOperator, wordOperator } from '../testing/ask-operator.ts';
import { noneOf } from './none-of.ts';

describe('none-of', () => {
  it.each([
    [[], true],
    [['other'], true],
    [['other', 'staff'], false],
    [[null, {}, ['staff']], true],
  ])('says of %j: %s', (actual, expected) => {
    expect(askOperator(noneOf, ['staff', 'admin'], actual)).toBe(expected);
  });

  it('has words', () => {
    expect(wordOperator(noneOf, ['staff', 'admin'])).toEqual([
      'has none of staff or admin',
      'has at least one of staff or admin',
    ]);
  });
});
