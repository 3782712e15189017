import { RE2Set } from 're2js';
import { widthOf } from './pattern-width.ts';
import type { PatternProgram } from './pattern-width.ts';

/** Instructions that a pattern may be compiled to, and steps that may be under way at once: each is taken for each character. */
const most = { instructions: 300, width: 64 } as const;
/** Wider ones are matched without a cache of states: filling it would take longer than it saves. */
const widestCached = 32;
/** What filling the cache once may take: so many steps, in all states together. */
const stepsOfStates = 1_000;
/** Of a cache, in bytes: what one state takes beside its steps, each step, and each kind of character. */
const bytes = { state: 200, each: 8, most: 65_536 } as const;

/** Thrown for a pattern that could hold up whoever matches it. */
export class CostlyPatternError extends Error {
  override readonly name = 'CostlyPatternError';
}

/** A regular expression that is ready to be matched. Linear in time: no pattern can hang an evaluation. */
export interface Pattern {
  readonly text: string;
  /** Steps that are taken for each character, at most. */
  readonly width: number;
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
  const set = new RE2Set(RE2Set.UNANCHORED, 0, bytes.most);
  set.add(text);
  set.compile();
  const { prog, dfa } = set;
  const width = measure(prog);
  if (width > most.width) throw new CostlyPatternError();
  const state = bytes.state + bytes.each * (width + dfa.numClasses);
  dfa.stateBudget = width > widestCached ? 0 : Math.min(bytes.most, (stepsOfStates / width) * state);
  dfa.memBudget = dfa.stateBudget;
  return { text, width, isIn: (subject) => set.match(subject).length > 0 };
}

/** Small programs are narrow enough whatever they do. */
function measure(program: PatternProgram): number {
  const { length } = program.inst;
  if (length > most.instructions) return Infinity;
  return length <= widestCached ? length : widthOf(program);
}
