import { describe, expect, it } from 'vitest';
import { askOperator, wordOperator } from '../testing/ask-operator.ts';
import { isIn } from './in.ts';

describe('in', () => {
  it('finds texts and numbers of the same type, and nothing inherited', () => {
    expect(askOperator(isIn, ['a', 2], 'a')).toBe(true);
    expect(askOperator(isIn, ['a', 2], 2)).toBe(true);
    expect(askOperator(isIn, ['a', 2], '2')).toBe(false);
    expect(askOperator(isIn, ['a', 2], 'constructor')).toBe(false);
  });

  it('refuses an empty list, one of more than 10,000, and other values', () => {
    expect(isIn.bind([]).ok).toBe(false);
    expect(isIn.bind(Array.from({ length: 10_001 }, (_, index) => index)).ok).toBe(false);
    expect(isIn.bind(['a', true])).toMatchObject({ ok: false, issues: [{ path: '1' }] });
  });

  it('lists a few values in words, and counts many', () => {
    expect(wordOperator(isIn, ['DE', 'AT'])).toEqual(['is DE or AT', 'is not DE or AT']);
    expect(wordOperator(isIn, [1, 2, 3, 4, 5, 6, 7, 8, 9])).toEqual([
      'is one of 9 values',
      'is not one of 9 values',
    ]);
  });
});
