import { describe, expect, it } from 'vitest';
import { CostlyPatternError, openPattern } from './pattern.ts';

describe('a pattern', () => {
  it('is one object for one text, whoever asks, while somebody holds it', () => {
    const one = openPattern('^EU-[0-9]+$');
    expect(openPattern(['^EU-', '[0-9]+$'].join(''))).toBe(one);
    expect(openPattern('^EU-[0-9]*$')).not.toBe(one);
  });

  it.each([
    '^EU-[0-9]+$',
    '^[^@\\s]+@[^@\\s]+\\.[a-z]{2,}$',
    '(?i)@(acme|example|contoso)\\.(com|org|net)$',
    '(iPhone|iPad|iPod)',
    '^\\pL+$',
    '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
    `^(${Array.from({ length: 40 }, (_, index) => `id${index}`).join('|')})$`,
  ])('is not heavy where people write it: %s', (text) => {
    expect(openPattern(text).isHeavy).toBe(false);
  });

  it.each([
    ['(a|b)*a(a|b){11}$', `${'ab'.repeat(400)}a${'b'.repeat(11)}`, `${'ab'.repeat(400)}b${'b'.repeat(11)}`],
    ['a[ab]{13}c', `${'ab'.repeat(400)}c`, 'ab'.repeat(400)],
  ])('is heavy, and right, where texts lead it to too many states: %s', (text, found, missed) => {
    const pattern = openPattern(text);
    expect(pattern.isHeavy).toBe(true);
    for (let times = 0; times < 3; times++)
      expect([pattern.isIn(found), pattern.isIn(missed)]).toEqual([true, false]);
  });

  it.each(['(a|b)*a(a|b){60}$', 'a{300}'])('is refused where that would take too long: %s', (text) => {
    expect(() => openPattern(text)).toThrow(CostlyPatternError);
  });

  it.each([
    `\\PL{999}|\\PL{998}|\\PL{997}|\\PL{996}|\\PL{995}|\\PL{994}|\\PL{993}|\\PL{992}|\\PL{991}|\\PL{990}`,
    '(?i)[a-z\\pL]{999}',
    '^(\\pL|\\pN|\\pM|\\pS){1,60}[\\p{Greek}\\p{Han}]{2,20}x0y0',
  ])('is refused at once where it would be long: %s', (text) => {
    const before = process.threadCpuUsage();
    expect(() => openPattern(text)).toThrow(CostlyPatternError);
    expect(process.threadCpuUsage(before).user).toBeLessThan(100_000);
  });
});
