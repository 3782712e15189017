import { describe, expect, it } from 'vitest';
import { shorten } from './shorten.ts';

describe('shorten', () => {
  it('leaves a text that is short enough as it is', () => {
    expect(shorten('four', 4)).toBe('four');
  });

  it('cuts a longer one to the length asked for', () => {
    expect(shorten('fiver', 4)).toBe('fiv…');
  });

  it('halves no surrogate pair', () => {
    expect(shorten('ab😀cd', 4)).toBe('ab…');
    expect(shorten('a😀bcd', 4)).toBe('a😀…');
  });
});
