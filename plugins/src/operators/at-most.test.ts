import { describe, expect, it } from 'vitest';
import { askOperator, wordOperator } from '../testing/ask-operator.ts';
import { atMost } from './at-most.ts';

describe('at-most', () => {
  it('includes the number itself, and distinguishes numbers as far as doubles do', () => {
    expect(askOperator(atMost, 0.1 + 0.2, 0.3)).toBe(true);
    expect(askOperator(atMost, 2 ** 53, 2 ** 53)).toBe(true);
    expect(askOperator(atMost, 0, -0)).toBe(true);
    expect(askOperator(atMost, 1e308, -1e308)).toBe(true);
  });

  it.each(['18', null, undefined, true])('refuses the operand %j', (operand) => {
    expect(atMost.bind(operand)).toMatchObject({ ok: false, issues: [{ message: 'Enter a number.' }] });
  });

  it('has words', () => expect(wordOperator(atMost, 18)).toEqual(['is at most 18', 'is not at most 18']));
});
