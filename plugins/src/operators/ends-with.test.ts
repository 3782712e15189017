import { describe, expect, it } from 'vitest';
import { askOperator, wordOperator } from '../testing/ask-operator.ts';
import { endsWith } from './ends-with.ts';

describe('ends-with', () => {
  it('asks about the end, for any of several texts', () => {
    expect(askOperator(endsWith, ['.com', '.org'], 'example.org')).toBe(true);
    expect(askOperator(endsWith, ['.com', '.org'], 'example.org.uk')).toBe(false);
    expect(askOperator(endsWith, 'abc', 'bc')).toBe(false);
  });

  it('ignores case only where its operand says so', () => {
    expect(askOperator(endsWith, '.COM', 'example.com')).toBe(false);
    expect(askOperator(endsWith, { texts: ['.COM'], ignoreCase: true }, 'example.com')).toBe(true);
  });

  it('has words', () => {
    expect(wordOperator(endsWith, ['.com', '.org'])).toEqual([
      'ends with .com or .org',
      'does not end with .com or .org',
    ]);
  });
});
