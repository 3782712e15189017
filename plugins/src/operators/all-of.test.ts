import { describe, expect, it } from 'vitest';
import { askOperator, wordOperator } from '../testing/ask-operator.ts';
import { allOf } from './all-of.ts';

describe('all-of', () => {
  it('finds each entry, in any order and however often', () => {
    expect(askOperator(allOf, ['a', 'b', 1], [1, 'b', 'b', 'a', 'c'])).toBe(true);
    expect(askOperator(allOf, ['a', 'b', 1], ['1', 'b', 'a'])).toBe(false);
  });

  it('takes up to 30 values, and distinguishes each of them', () => {
    const values = Array.from({ length: 30 }, (_, index) => `v${index}`);
    expect(askOperator(allOf, values, values)).toBe(true);
    for (const missing of values) {
      expect(
        askOperator(
          allOf,
          values,
          values.filter((value) => value !== missing),
        ),
      ).toBe(false);
    }
    expect(allOf.bind([...values, 'one more'])).toMatchObject({
      ok: false,
      issues: [{ message: 'At most 30 values.' }],
    });
  });

  it('has words', () => {
    expect(wordOperator(allOf, ['a', 'b'])).toEqual(['has all of a and b', 'does not have all of a and b']);
  });
});
