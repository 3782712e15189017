import { describe, expect, it } from 'vitest';
import { askOperator } from '../testing/ask-operator.ts';
import { greaterThan } from './greater-than.ts';

describe('greater-than', () => {
  it.each([
    [18, 17, true],
    [18, 18, false],
    [17, 18, false],
  ])('asks whether %d is: %d gives %s', (actual, operand, expected) => {
    expect(askOperator(greaterThan, operand, actual)).toBe(expected);
  });

  it.each(['17', null, undefined, true])('refuses the operand %j', (operand) => {
    expect(greaterThan.bind(operand)).toMatchObject({ ok: false, issues: [{ message: 'Enter a number.' }] });
  });
});
