import { describe, expect, it } from 'vitest';
import { CostlyPatternError, openPattern } from './pattern.ts';

describe('a pattern', () => {
  it('is one object for one text, whoever asks, while somebody holds it', () => {
    const one = openPattern('^EU-[0-9]+$');
    expect(openPattern(['^EU-', '[0-9]+$'].join(''))).toBe(one);
    expect(openPattern('^EU-[0-9]*$')).not.toBe(one);
  });

  it('knows how many of its steps can be under way at once', () => {
    expect(openPattern('^EU-[0-9]+$').width).toBeLessThan(10);
    expect(openPattern('(a|b)*a(a|b){12}$').width).toBeGreaterThan(30);
  });

  it.each(['(a|b)*a(a|b){60}$', 'a{300}'])('is refused where that is too many: %s', (text) => {
    expect(() => openPattern(text)).toThrow(CostlyPatternError);
  });
});
