import { describe, expect, it } from 'vitest';
import { isAmbiguous, readNumber } from './read-number.ts';

describe('a number as it is typed', () => {
  it.each([
    ['1000', 1000],
    ['0,5', 0.5],
    ['0.125', 0.125],
    [' 12,25 ', 12.25],
    ['33.333', 33.333],
  ])('%s is %d', (text, number) => expect(readNumber(text)).toBe(number));

  it.each(['1,000', '33,333', '1,000,000', '-1,500'])('%s could be two, and is none', (text) => {
    expect(isAmbiguous(text)).toBe(true);
    expect(readNumber(text)).toBeNaN();
  });

  it.each(['', 'x', '1,2,3', '1.2.3'])('%j is none', (text) => expect(readNumber(text)).toBeNaN());
});
