import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askOperator, wordOperator } from '../testing/ask-operator.ts';
import { regex } from './regex.ts';

describe('regex', () => {
  it('looks anywhere in a text, unless the pattern is tied to its ends', () => {
    expect(askOperator(regex, 'b+', 'abbc')).toBe(true);
    expect(askOperator(regex, '^b+', 'abbc')).toBe(false);
    expect(askOperator(regex, '^.$', '👍')).toBe(true);
    expect(askOperator(regex, '^.$', '\ud800')).toBe(true);
  });

  it('asks texts of up to 1,024 characters, and never matches longer ones, negated or not', () => {
    expect(askOperator(regex, 'x', 'x'.repeat(1_024))).toBe(true);
    expect(askOperator(regex, 'x', 'x'.repeat(1_025))).toBeUndefined();
  });

  it('takes patterns of up to 256 characters', () => {
    expect(regex.bind('x'.repeat(256)).ok).toBe(true);
    expect(regex.bind('x'.repeat(257))).toMatchObject({
      ok: false,
      issues: [{ message: 'A pattern has at most 256 characters.' }],
    });
  });

  it.each(['(', '[a-', '(?=a)b', '(a)\\1', 'a{1001}', '(((a{30}){30}){30})', '\\q'])(
    'refuses the pattern %s, and says why',
    (pattern) => {
      expect(regex.bind(pattern)).toMatchObject({
        ok: false,
        issues: [
          { path: '', message: expect.stringMatching(/^The pattern cannot be read: .*\. /) as string },
        ],
      });
    },
  );

  it('refuses what would take long, however it is matched', () => {
    expect(regex.bind('(a?){120}a{120}')).toMatchObject({
      ok: false,
      issues: [{ message: expect.stringContaining('repeats too much') as string }],
    });
  });

  it.each(['^(a+)+$', '^(a|aa)+$', '(.*a){12}', '(x+x+)+y', '^(([a-z])+.)+[A-Z]([a-z])+$'])(
    'is done with %s at once where backtracking would take years',
    (pattern) => {
      const subject = `${'a'.repeat(1_000)}!`;
      askOperator(regex, pattern, subject);
      const start = performance.now();
      askOperator(regex, pattern, subject);
      expect(performance.now() - start).toBeLessThan(500);
    },
  );

  it('is done at once where a text makes a new state of its pattern with every character', () => {
    const pattern = '(a|b)*a(a|b){60}$';
    const random = fc.sample(fc.stringMatching(/^[ab]{1024}$/), { numRuns: 20, seed: 7 });
    for (const subject of random) {
      const start = performance.now();
      expect(askOperator(regex, pattern, subject)).toBe(subject.at(-61) === 'a');
      expect(performance.now() - start).toBeLessThan(50);
    }
  });

  it('has words', () => {
    expect(wordOperator(regex, '^EU-')).toEqual(['matches /^EU-/', 'does not match /^EU-/']);
  });
});
