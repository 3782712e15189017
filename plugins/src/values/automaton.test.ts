import fc from 'fast-check';
import { RE2JS, RE2Set } from 're2js';
import { describe, expect, it } from 'vitest';
import { patternTexts, textsForPatterns } from '../testing/pattern-texts.ts';
import { buildAutomaton } from './automaton.ts';

function compile(text: string): RE2Set | undefined {
  const set = new RE2Set();
  try {
    set.add(text);
    set.compile();
    return set;
  } catch {
    return undefined;
  }
}

/** Each text under a pattern, asked of the table and of RE2 itself. */
function ask(
  pattern: string,
  texts: readonly string[],
): { readonly ours: boolean[]; readonly re2: boolean[] } {
  const automaton = buildAutomaton(compile(pattern)!)!;
  const compiled = RE2JS.compile(pattern);
  return {
    ours: texts.map((text) => automaton.isIn(text)),
    re2: texts.map((text) => compiled.matcher(text).find()),
  };
}

describe('the automaton of a pattern', () => {
  it('finds what RE2 finds', () => {
    let built = 0;
    fc.assert(
      fc.property(
        patternTexts,
        fc.array(textsForPatterns, { minLength: 5, maxLength: 5 }),
        (pattern, texts) => {
          const set = compile(pattern);
          fc.pre(set !== undefined && buildAutomaton(set) !== undefined);
          built++;
          const { ours, re2 } = ask(pattern, texts);
          expect(ours).toEqual(re2);
        },
      ),
      { numRuns: 1_000 },
    );
    expect(built).toBeGreaterThan(900);
  });

  it.each([
    ['^EU-[0-9]+$', ['EU-1', 'EU-', 'xEU-1', 'EU-1\n', 'EU-1x', '']],
    ['\\bbeta\\b', ['beta', 'a beta b', 'betas', '_beta', 'äbeta', 'alphabeta']],
    ['(?m)^b$', ['a\nb\nc', 'a\nbc', 'b', 'ab']],
    ['\\Bx', ['x', 'ax', 'a x', '_x']],
    ['(?i)straße|\u212a', ['STRAßE', 'STRASSE', 'k', 'K', '\u212a']],
    ['^\\pL{2}$', ['Zë', 'Z1', '漢字', '👍👍']],
    ['^.$', ['👍', '\ud83d', '\udc4d', '👍👍', '\n', '']],
    ['[^a]$', ['a', 'b', '👍', 'ba', 'ab']],
    ['', ['', 'x']],
    ['$', ['', 'x']],
    ['[\\x{10000}-\\x{10ffff}]', ['👍', '漢', '\ud83d']],
  ])('finds what RE2 finds by %s', (pattern, texts) => {
    const { ours, re2 } = ask(pattern, texts);
    expect(ours).toEqual(re2);
  });

  it('is not built where texts lead to too many states', () => {
    expect(buildAutomaton(compile('a[ab]{6}')!)).toBeDefined();
    expect(buildAutomaton(compile('a[ab]{12}')!)).toBeUndefined();
    expect(buildAutomaton(compile('(a|b)*a(a|b){18}$')!)).toBeUndefined();
  });

  it('has no more kinds of characters than its pattern tells apart', () => {
    // A table of all 1,369 ranges of letters would be given up.
    expect(buildAutomaton(compile('^\\pL{30}$')!)).toBeDefined();
  });
});
