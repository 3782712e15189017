import { describe, expect, it } from 'vitest';
import { askOperator, wordOperator } from '../testing/ask-operator.ts';
import { exists } from './exists.ts';

describe('exists', () => {
  it.each(['', 0, false, [], {}])('is true of %j', (actual) => {
    expect(askOperator(exists, undefined, actual)).toBe(true);
  });

  it('is false of what is missing', () => {
    expect(askOperator(exists, undefined, undefined)).toBe(false);
  });

  it('takes no operand', () => {
    expect(exists.bind('x').ok).toBe(false);
    expect(wordOperator(exists, null)).toEqual(['is present', 'is missing']);
  });
});
