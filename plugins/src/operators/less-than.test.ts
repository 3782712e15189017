import { describe, expect, it } from 'vitest';
import { askOperator } from '../testing/ask-operator.ts';
import { lessThan } from './less-than.ts';

describe('less-than', () => {
  it.each([
    [17, 18, true],
    [18, 18, false],
    [18, 17, false],
  ])('asks whether %d is: %d gives %s', (actual, operand, expected) => {
    expect(askOperator(lessThan, operand, actual)).toBe(expected);
  });

  it.each(['17', null, undefined, true])('refuses the operand %j', (operand) => {
    expect(lessThan.bind(operand)).toMatchObject({ ok: false, issues: [{ message: 'Enter a number.' }] });
  });
});
