import { describe, expect, it } from 'vitest';
import { askOperator, wordOperator } from '../testing/ask-operator.ts';
import { anyOf } from './any-of.ts';

describe('any-of', () => {
  it('finds one entry among many, on either side', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => `entry-${index}`);
    expect(askOperator(anyOf, many, ['x', 'entry-9999'])).toBe(true);
    expect(askOperator(anyOf, ['entry-9999'], many)).toBe(true);
    expect(askOperator(anyOf, ['entry-10000'], many)).toBe(false);
  });

  it('refuses no values, and values of other types', () => {
    expect(anyOf.bind([])).toMatchObject({ ok: false, issues: [{ message: 'Enter at least one value.' }] });
    expect(anyOf.bind(['a', null])).toMatchObject({
      ok: false,
      issues: [{ path: '1', message: 'Enter a text or a number.' }],
    });
  });

  it('has words for some and many', () => {
    expect(wordOperator(anyOf, ['beta', 7])).toEqual([
      'has any of beta or 7',
      'does not have any of beta or 7',
    ]);
    expect(wordOperator(anyOf, [1, 2, 3, 4, 5, 6, 7, 8, 9])[0]).toBe('has any of 9 values');
  });
});
