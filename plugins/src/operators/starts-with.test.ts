import { describe, expect, it } from 'vitest';
import { askOperator, wordOperator } from '../testing/ask-operator.ts';
import { startsWith } from './starts-with.ts';

describe('starts-with', () => {
  it('ignores case only where its operand says so', () => {
    expect(askOperator(startsWith, 'BETA', 'beta-1')).toBe(false);
    expect(askOperator(startsWith, { texts: ['BETA'] }, 'beta-1')).toBe(false);
    expect(askOperator(startsWith, { texts: ['BETA'], ignoreCase: true }, 'beta-1')).toBe(true);
    expect(askOperator(startsWith, { texts: ['ÄRGER'], ignoreCase: true }, 'ärgerlich')).toBe(true);
    expect(askOperator(startsWith, { texts: ['SS'], ignoreCase: true }, 'ß')).toBe(false);
  });

  it('takes a text for what it is, and no pattern', () => {
    expect(askOperator(startsWith, '.', 'x')).toBe(false);
    expect(askOperator(startsWith, '👍', '👍🏽')).toBe(true);
  });

  it.each([
    ['', 'Enter a text.'],
    [[], 'Enter at least one text.'],
    [['a', ''], 'Enter a text.'],
    ['x'.repeat(1_025), 'A text has at most 1024 characters.'],
    [Array.from({ length: 101 }, (_, index) => `t${index}`), 'At most 100 texts.'],
    [7, 'Enter a text, or several.'],
    [{ texts: ['a'], ignorecase: true }, "There is no field 'ignorecase' here. Did you mean 'ignoreCase'?"],
  ])('refuses the operand %j', (operand, message) => {
    expect(startsWith.bind(operand)).toMatchObject({ ok: false, issues: [{ message }] });
  });

  it('has words for one text, some and many', () => {
    expect(wordOperator(startsWith, 'beta-')).toEqual(['starts with beta-', 'does not start with beta-']);
    expect(wordOperator(startsWith, { texts: ['a', 'B'], ignoreCase: true })[0]).toBe(
      'starts with a or B in any case',
    );
    expect(
      wordOperator(
        startsWith,
        Array.from({ length: 9 }, (_, index) => `t${index}`),
      )[1],
    ).toBe('does not start with one of 9 texts');
  });
});
