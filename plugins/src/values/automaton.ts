import type { RE2Set } from 're2js';

/** What finding all states may take: of each state and kind of character, 8 and each step that is under way. */
const mostWork = 65_536;
/** What a character beyond the text is to RE2. */
const endOfText = -1;
const [beginOfLine, beginOfText] = [1, 4];
const unanchored = 0;
const [firstRuneOp, lastRuneOp, foldCase] = [8, 11, 1];
/** Characters whose kind is found by one look. */
const latin = 256;
/** In place of a state: the pattern is found. */
const found = 0xffff;

/** A state as RE2 makes it: the steps of the pattern that are under way. */
interface State {
  readonly nfaStates: readonly number[];
  readonly isMatch: boolean;
}

/** A step of the program of a pattern. */
interface Step {
  readonly op: number;
  readonly arg: number;
  readonly runes: ArrayLike<number>;
  matchRune(rune: number): boolean;
}

/**
 * Finds all states that texts can lead a pattern to, and what each character does in each: then matching is one look into a
 * table for each character, whatever the text. Undefined where there are too many states, or too many steps in them.
 */
export function buildAutomaton(set: RE2Set): Automaton | undefined {
  const { dfa } = set;
  const kinds = findKinds(set);
  const width = kinds.examples.length + 1;
  dfa.numClasses = kinds.examples.length;
  const first = dfa.makeState([set.prog.start], beginOfText | beginOfLine, []) as State;
  const places = new Map<State, number>([[first, 0]]);
  const table: number[] = [];
  let work = 0;
  for (const state of places.keys()) {
    work += width * (state.nfaStates.length + 8);
    if (work > mostWork) return undefined;
    for (let kind = 0; kind < width; kind++) {
      const rune = kinds.examples[kind] ?? endOfText;
      const next = dfa.step(state, kind, rune, unanchored) as State;
      const isKnown = next.isMatch || rune === endOfText || places.has(next);
      if (!isKnown) places.set(next, places.size * width);
      table.push(next.isMatch ? found : (places.get(next) ?? 0));
    }
  }
  return new Automaton(Uint16Array.from(table), kinds);
}

/** A pattern as a table: of each state and each kind of character, the next state. */
export class Automaton {
  readonly #table: Uint16Array;
  readonly #ofLatin: Uint16Array;
  readonly #bounds: Int32Array;
  readonly #ofRange: Uint16Array;
  readonly #end: number;

  constructor(table: Uint16Array, kinds: Kinds) {
    this.#table = table;
    this.#bounds = kinds.bounds;
    this.#ofRange = kinds.ofRange;
    this.#ofLatin = Uint16Array.from({ length: latin }, (_, rune) => this.#kindOf(rune));
    this.#end = kinds.examples.length;
  }

  /** Whether the pattern is found in a text. */
  isIn(text: string): boolean {
    const table = this.#table;
    const ofLatin = this.#ofLatin;
    let state = 0;
    for (let place = 0; place < text.length; place++) {
      const unit = text.charCodeAt(place);
      let kind = ofLatin[unit];
      if (kind === undefined) {
        const rune = text.codePointAt(place) ?? unit;
        if (rune > 0xffff) place++;
        kind = this.#kindOf(rune);
      }
      state = table[state + kind] ?? found;
      if (state === found) return true;
    }
    return table[state + this.#end] === found;
  }

  #kindOf(rune: number): number {
    const bounds = this.#bounds;
    let [low, high] = [0, bounds.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((bounds[middle] ?? 0) <= rune) low = middle + 1;
      else high = middle;
    }
    return this.#ofRange[low] ?? 0;
  }
}

/** Characters that do the same in every state are of one kind. */
interface Kinds {
  /** Where ranges of characters begin; the first one begins at 0. */
  readonly bounds: Int32Array;
  /** The kind of each range. */
  readonly ofRange: Uint16Array;
  /** One character of each kind. */
  readonly examples: readonly number[];
}

function findKinds({ dfa, prog }: RE2Set): Kinds {
  const asked = distinct(prog.inst as readonly Step[]);
  const kinds = new Map<string, number>();
  const examples: number[] = [];
  const ofRange = Uint16Array.from([0, ...dfa.classBounds], (rune) => {
    const same = `${rune === 10} ${isWord(rune)} ${asked.map((step) => (step.matchRune(rune) ? 1 : 0)).join('')}`;
    const known = kinds.get(same);
    if (known !== undefined) return known;
    kinds.set(same, examples.length);
    return examples.push(rune) - 1;
  });
  return { bounds: dfa.classBounds, ofRange, examples };
}

/** Steps that take characters, one of those that take the same letter or share their ranges. */
function distinct(steps: readonly Step[]): Step[] {
  const found = new Map<unknown, Step>();
  for (const step of steps) {
    const { op, runes } = step;
    if (op < firstRuneOp || op > lastRuneOp) continue;
    const isLetter = runes.length === 1;
    found.set(isLetter ? `${runes[0]} ${step.arg & foldCase}` : runes, step);
  }
  return [...found.values()];
}

/** As \b sees it. */
function isWord(rune: number): boolean {
  return rune < 128 && /\w/.test(String.fromCharCode(rune));
}
