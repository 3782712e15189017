import { describe, expect, it } from 'vitest';
import { askOperator, wordOperator } from '../testing/ask-operator.ts';
import { dateBetween } from './date-between.ts';

const march = { from: '2026-03-01', to: '2026-03-31' };

describe('date-between', () => {
  it.each([
    ['2026-03-01', true],
    ['2026-03-31', true],
    ['2026-03-31T23:59:59.999Z', true],
    ['2026-04-01T00:00:00Z', false],
    ['2026-02-28T23:59:59.999Z', false],
    ['2026-03-31T23:30:00-01:00', false],
    ['in spring', undefined],
  ])('includes both days whole: %s is %s', (actual, expected) => {
    expect(askOperator(dateBetween, march, actual)).toBe(expected);
  });

  it('takes a day only where all of it is between', () => {
    const morning = { from: '2026-03-01T00:00:00Z', to: '2026-03-01T12:00:00Z' };
    expect(askOperator(dateBetween, morning, '2026-03-01')).toBe(false);
  });

  it('refuses a range that ends before it begins, and says where', () => {
    expect(dateBetween.bind({ from: '2026-03-02', to: '2026-03-01' })).toMatchObject({
      ok: false,
      issues: [{ path: 'to', message: 'Enter a date that is not before the first.' }],
    });
    expect(dateBetween.bind({ from: '2026-03-01' })).toMatchObject({ ok: false, issues: [{ path: 'to' }] });
  });

  it('has words', () => {
    expect(wordOperator(dateBetween, march)).toEqual([
      'is between 2026-03-01 and 2026-03-31',
      'is not between 2026-03-01 and 2026-03-31',
    ]);
  });
});
