import { describe, expect, it } from 'vitest';
import { askOperator, wordOperator } from '../testing/ask-operator.ts';
import { dateAfter } from './date-after.ts';

describe('date-after', () => {
  it.each([
    ['2026-02-28', false],
    ['2026-03-02', true],
    ['2026-03-01', false],
    ['2026-03-01T12:00:00Z', false],
    ['2026-02-28T23:30:00-01:00', false],
    ['2026-03-01T23:30:00-01:00', true],
    [1772323199999, false],
    [1772409600000, true],
    [-1, false],
  ])('says of %j for the whole of 1 March: %s', (actual, expected) => {
    expect(askOperator(dateAfter, '2026-03-01', actual)).toBe(expected);
  });

  it('compares instants by the millisecond', () => {
    const instant = '2026-03-01T10:30:00+01:00';
    expect(askOperator(dateAfter, instant, '2026-03-01T09:30:00.000Z')).toBe(false);
    expect(askOperator(dateAfter, instant, '2026-03-01T09:30:00.001Z')).toBe(true);
  });

  it.each(['soon', '2026-03-01T09:30', '', 1e300])('never matches %j, negated or not', (actual) => {
    expect(askOperator(dateAfter, '2026-03-01', actual)).toBeUndefined();
  });

  it.each(['soon', '2026-02-30', 1e300])('refuses the operand %j', (operand) => {
    expect(dateAfter.bind(operand)).toMatchObject({
      ok: false,
      issues: [{ message: expect.stringMatching(/^Enter a date \(2026-03-01\), or a time/) as string }],
    });
  });

  it('has words', () => {
    expect(wordOperator(dateAfter, '2026-03-01')).toEqual(['is after 2026-03-01', 'is not after 2026-03-01']);
  });
});
