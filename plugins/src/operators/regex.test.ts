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
    expect(askOperator(regex, '🚀$', '🚀'.repeat(1_024))).toBe(true);
    expect(askOperator(regex, '🚀$', '🚀'.repeat(1_025))).toBeUndefined();
  });

  it('takes patterns of up to 256 characters', () => {
    const pattern = 'abcdefgh'.repeat(32);
    expect(regex.bind(pattern).ok).toBe(true);
    expect(regex.bind(`${pattern}x`)).toMatchObject({
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

  it.each(['(a?){120}a{120}', '(a|b)*a(a|b){60}$', 'a'.repeat(256), '.{0,40}foo.{0,40}bar'])(
    'refuses %s, of which too much can be under way at once',
    (pattern) => {
      expect(regex.bind(pattern)).toMatchObject({
        ok: false,
        issues: [{ message: expect.stringContaining('repeats too much') as string }],
      });
    },
  );

  it.each([
    'The quick brown fox jumps over the lazy dog. '.repeat(6).slice(0, 256),
    `^(${Array.from({ length: 40 }, (_, index) => `id${index}`).join('|')})$`,
    '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
    '^(\\w+\\s+){1,20}foo\\b',
  ])('takes %s, long as it is', (pattern) => {
    expect(regex.bind(pattern).ok).toBe(true);
  });

  it.each(['^(a+)+$', '^(a|aa)+$', '(.*a){12}', '(x+x+)+y', '^(([a-z])+.)+[A-Z]([a-z])+$'])(
    'is done with %s at once where backtracking would take years',
    (pattern) => {
      const subject = `${'a'.repeat(1_000)}!`;
      askOperator(regex, pattern, subject);
      const before = process.threadCpuUsage();
      askOperator(regex, pattern, subject);
      expect(process.threadCpuUsage(before).user).toBeLessThan(500_000);
    },
  );

  it('is done at once where a text makes a new state of its pattern with every character', () => {
    const pattern = '(a|b)*a(a|b){11}$';
    const random = fc.sample(fc.stringMatching(/^[ab]{1024}$/), { numRuns: 20, seed: 7 });
    for (const subject of random) {
      const before = process.threadCpuUsage();
      expect(askOperator(regex, pattern, subject)).toBe(subject.at(-12) === 'a');
      expect(process.threadCpuUsage(before).user).toBeLessThan(50_000);
    }
  });

  it('has words', () => {
    expect(wordOperator(regex, '^EU-')).toEqual(['matches /^EU-/', 'does not match /^EU-/']);
  });
});
