import { describe, expect, it } from 'vitest';
import { askOperator, wordOperator } from '../testing/ask-operator.ts';
import { atLeast } from './at-least.ts';

describe('at-least', () => {
  it('includes the number itself, and distinguishes numbers as far as doubles do', () => {
    expect(askOperator(atLeast, 0.1 + 0.2, 0.3)).toBe(false);
    expect(askOperator(atLeast, 2 ** 53, 2 ** 53)).toBe(true);
    expect(askOperator(atLeast, 0, -0)).toBe(true);
    expect(askOperator(atLeast, 1e308, -1e308)).toBe(false);
  });

  it.each(['18', null, undefined, true])('refuses the operand %j', (operand) => {
    expect(atLeast.bind(operand)).toMatchObject({ ok: false, issues: [{ message: 'Enter a number.' }] });
  });

  it('has words', () => expect(wordOperator(atLeast, 18)).toEqual(['is at least 18', 'is not at least 18']));
});
