import { describe, expect, it } from 'vitest';
import { askOperator } from '../testing/ask-operator.ts';
import { equals } from './equals.ts';

describe('equals', () => {
  it.each([
    ['DE', 'DE', true],
    ['de', 'DE', false],
    ['1', 1, false],
    [1, 1, true],
    [true, true, true],
    [false, true, false],
  ])('says of %j whether it is %j: %s', (actual, operand, expected) => {
    expect(askOperator(equals, operand, actual)).toBe(expected);
  });

  it.each([null, [], {}, undefined])('refuses the operand %j', (operand) => {
    expect(equals.bind(operand)).toMatchObject({
      ok: false,
      issues: [{ path: '', message: 'Enter a text, a number, or true or false.' }],
    });
  });
});
