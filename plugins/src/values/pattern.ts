import { RE2Set } from 're2js';
import { buildAutomaton } from './automaton.ts';
import { widthOf } from './pattern-width.ts';

/** Instructions that a pattern may be compiled to, and steps that may be under way at once where it is matched by steps. */
const most = { instructions: 300, width: 40 } as const;

/** Thrown for a pattern that is too costly to match. */
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
  // Before it is compiled: thousands of instructions take a second to be written, and are refused.
  if (isLong(set.regexps[0] as Parsed)) throw new CostlyPatternError();
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

/** A pattern as RE2 reads it, with its repeats written out. */
interface Parsed {
  readonly op: number;
  readonly runes: ArrayLike<number>;
  readonly subs: readonly Parsed[];
}

const op = { literal: 2, concat: 17 } as const;

/** Whether it is compiled to more instructions than there may be: each part takes one, and each letter of a text. */
function isLong(pattern: Parsed): boolean {
  const stack = [pattern];
  let instructions = 0;
  for (let part = stack.pop(); part !== undefined; part = stack.pop()) {
    if (part.op === op.literal) instructions += part.runes.length;
    else if (part.op !== op.concat) instructions++;
    if (instructions + stack.length > most.instructions) return true;
    for (const each of part.subs) stack.push(each);
  }
  return false;
}
