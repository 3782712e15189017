import { describe, expect, it } from 'vitest';
import { askOperator, wordOperator } from '../testing/ask-operator.ts';
import { size } from './size.ts';

describe('size', () => {
  it.each([
    [0, false],
    [1, true],
    [3, true],
    [4, false],
  ])('of %d entries is from 1 to 3: %s', (length, expected) => {
    expect(askOperator(size, { atLeast: 1, atMost: 3 }, new Array<null>(length).fill(null))).toBe(expected);
  });

  it.each([
    [{}, 'atLeast'],
    [{ atLeast: 3, atMost: 2 }, 'atMost'],
    [{ atLeast: -1 }, 'atLeast'],
    [{ atMost: 1.5 }, 'atMost'],
    [{ min: 1 }, 'min'],
  ])('refuses %j', (operand, path) => {
    expect(size.bind(operand)).toMatchObject({
      ok: false,
      issues: expect.arrayContaining([expect.objectContaining({ path })]) as unknown,
    });
  });

  it.each([
    [{ atLeast: 3 }, 'has at least 3 entries'],
    [{ atMost: 1 }, 'has at most 1 entry'],
    [{ atLeast: 2, atMost: 2 }, 'has 2 entries'],
    [{ atLeast: 1, atMost: 3 }, 'has 1 to 3 entries'],
    [{ atMost: 0 }, 'has 0 entries'],
  ])('words %j', (operand, words) => {
    expect(wordOperator(size, operand)).toEqual([words, words.replace('has', 'does not have')]);
  });
});
