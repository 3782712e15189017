import { describe, expect, it } from 'vitest';
import { askOperator, wordOperator } from '../testing/ask-operator.ts';
import { between } from './between.ts';

describe('between', () => {
  it.each([
    [18, true],
    [65, true],
    [17.999_999, false],
    [65.000_001, false],
  ])('includes both ends: %d is %s', (actual, expected) => {
    expect(askOperator(between, { from: 18, to: 65 }, actual)).toBe(expected);
  });

  it.each([
    [{ from: 2, to: 1 }, 'to', 'Enter a number that is not below the first.'],
    [{ from: 1 }, 'to', 'Enter a number.'],
    [{ from: '1', to: 2 }, 'from', 'Enter a number.'],
  ])('refuses %j', (operand, path, message) => {
    expect(between.bind(operand)).toMatchObject({ ok: false, issues: [{ path, message }] });
  });

  it('has words', () => {
    expect(wordOperator(between, { from: 18, to: 65 })).toEqual([
      'is between 18 and 65',
      'is not between 18 and 65',
    ]);
  });
});
