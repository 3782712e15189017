import fc from 'fast-check';
import { RE2Set } from 're2js';
import { describe, expect, it } from 'vitest';
import { patternTexts, textsForPatterns } from '../testing/pattern-texts.ts';
import { widthOf } from './pattern-width.ts';
import type { PatternProgram } from './pattern-width.ts';

function compile(text: string): PatternProgram | undefined {
  const set = new RE2Set(RE2Set.UNANCHORED, 0, 0);
  try {
    set.add(text);
    set.compile();
    return set.prog;
  } catch {
    return undefined;
  }
}

/** The steps that are reached at once from some, as the matcher goes through them. */
function reach({ inst }: PatternProgram, from: readonly number[], isFirst: boolean): Set<number> {
  const found = new Set<number>();
  const stack = [...from];
  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    const each = inst[step];
    if (step === 0 || !each || found.has(step)) continue;
    found.add(step);
    if (each.op === 1 || each.op === 2) stack.push(each.out, each.arg);
    if (each.op === 3 || each.op === 7) stack.push(each.out);
    // What is true of a place between characters may be: only the beginning of the text is certain.
    if (each.op === 4 && (isFirst || (each.arg & 4) === 0)) stack.push(each.out);
  }
  return found;
}

/** The most steps that a text has under way at once. */
function countSteps(program: PatternProgram, text: string): number {
  let active = reach(program, [program.start], true);
  let most = 0;
  for (const letter of text) {
    const rune = letter.codePointAt(0) ?? 0;
    const next = [...active].flatMap((step) => {
      const each = program.inst[step];
      return each && each.op >= 8 && each.matchRune(rune) ? [each.out] : [];
    });
    active = new Set([...reach(program, next, false), ...reach(program, [program.start], false)]);
    most = Math.max(most, active.size);
  }
  return most;
}

describe('the width of a pattern', () => {
  it('is no less than what any text has under way at once', () => {
    fc.assert(
      fc.property(
        patternTexts,
        fc.array(textsForPatterns, { minLength: 3, maxLength: 3 }),
        (source, texts) => {
          const program = compile(source);
          fc.pre(program !== undefined && program.inst.length <= 300);
          const width = widthOf(program!);
          for (const each of texts) expect(countSteps(program!, each)).toBeLessThanOrEqual(width);
          expect(width).toBeLessThanOrEqual(program!.inst.length);
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    ['^EU-[0-9]+$', 5],
    ['the lazy dog', 2],
    ['^(id1|id2|id3|xy)$', 4],
    ['a{50}', 51],
    ['(a|b)*a(a|b){10}$', 37],
  ])('of %s is %i', (source, width) => {
    expect(widthOf(compile(source)!)).toBe(width);
  });

  it('counts as all steps where there is too much to look for', () => {
    const program = compile('(a?){58}a{58}b')!;
    expect(widthOf(program)).toBe(program.inst.length);
  });
});
