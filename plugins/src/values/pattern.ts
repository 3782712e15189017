import { RE2Set } from 're2js';
import { buildAutomaton } from './automaton.ts';
import { widthOf } from './pattern-width.ts';

/** Instructions that a pattern may be compiled to, and steps that may be under way at once where it is matched by steps. */
const most = { instructions: 300, width: 40 } as const;

/** Thrown for a pattern that could hold up whoever matches it. */
export class CostlyPatternError extends Error {
  override readonly name = 'CostlyPatternError';
}

/** A regular expression that is ready to be matched. Linear in time: no pattern can hang an evaluation. */
export interface Pattern {
  readonly text: string;
  /** Texts lead it to too many states to find them all beforehand: each character takes up to 40 steps instead of one. */
  readonly isHeavy: boolean;
  /** Whether it is found in a text. */
  isIn(text: string): boolean;
}

/** Patterns that somebody holds, by their text. */
const known = new Map<string, WeakRef<Pattern>>();
const forgotten = new FinalizationRegistry<string>((text) => {
  if (known.get(text)?.deref() === undefined) known.delete(text);
});

/**
 * The pattern of a text; the same object for as long as anybody holds it, however many rulesets ask. Throws an Error for what
 * is no pattern of RE2, and for one that would take too long to match.
 */
export function openPattern(text: string): Pattern {
  const held = known.get(text)?.deref();
  if (held) return held;
  const pattern = compile(text);
  known.set(text, new WeakRef(pattern));
  forgotten.register(pattern, text);
  return pattern;
}

function compile(text: string): Pattern {
  // A set of one pattern, because only of a set can the memory be limited.
  const set = new RE2Set();
  set.add(text);
  set.compile();
  if (set.prog.inst.length > most.instructions) throw new CostlyPatternError();
  const automaton = buildAutomaton(set);
  if (automaton) return { text, isHeavy: false, isIn: (subject) => automaton.isIn(subject) };
  if (widthOf(set.prog) > most.width) throw new CostlyPatternError();
  // Filling a cache of states would take longer than it saves.
  set.dfa.stateBudget = 0;
  set.dfa.clearCache();
  return { text, isHeavy: true, isIn: (subject) => set.match(subject).length > 0 };
}
