/** A pattern as RE2 compiles it: steps that lead to others, by their number. The first one, 0, is never reached. */
export interface PatternProgram {
  readonly start: number;
  readonly inst: readonly PatternStep[];
}

/** One step. Those that take a character go on to `out` with the next one; all others go on at once. */
interface PatternStep {
  readonly op: number;
  readonly out: number;
  readonly arg: number;
  readonly runes: ArrayLike<number>;
  matchRune(rune: number): boolean;
}

const op = {
  alt: 1,
  altMatch: 2,
  capture: 3,
  emptyWidth: 4,
  nop: 7,
  rune: 8,
  runeAnyNotNewline: 11,
} as const;
const beginOfText = 4;
/** A search for pairs that goes on for longer is given up: then the width counts as all steps. */
const mostMarks = 400_000;

/**
 * How many steps of a pattern can be under way at once, whatever the text: at most so many are taken for each character but
 * the first. It is found by pairs: if some steps can all be under way together, then so can each two of them, so no more can
 * than have that many partners each.
 */
export function widthOf(program: PatternProgram): number {
  const pairs = new Pairs(program);
  return pairs.find() ? pairs.width : program.inst.length;
}

class Pairs {
  readonly #program: PatternProgram;
  readonly #size: number;
  /** For each two steps, whether they can be under way at once behind the first character. */
  readonly #together: Uint8Array;
  /** The same in front of the first character as well. */
  readonly #seen: Uint8Array;
  readonly #queue: number[] = [];
  /** The steps that are reached at once from one, itself included. */
  readonly #closures: (readonly number[] | undefined)[] = [];
  readonly #meet = new Map<ArrayLike<number>, Map<ArrayLike<number>, boolean>>();
  #later: readonly number[] = [];
  #marks = 0;

  constructor(program: PatternProgram) {
    this.#program = program;
    this.#size = program.inst.length;
    this.#together = new Uint8Array(this.#size * this.#size);
    this.#seen = new Uint8Array(this.#size * this.#size);
  }

  /** False where there are too many to look for. */
  find(): boolean {
    const { start } = this.#program;
    const first = this.#closureOf(start);
    // A pattern may begin at each character, unless it is tied to the beginning of the text.
    this.#later = this.#reach(start, true);
    for (const one of first) for (const other of first) this.#see(one, other);
    this.#mark(this.#later, this.#later);
    for (let pair = this.#queue.pop(); pair !== undefined; pair = this.#queue.pop()) {
      if (this.#marks > mostMarks) return false;
      const [one, other] = [Math.floor(pair / this.#size), pair % this.#size];
      if (!this.#takeTheSame(one, other)) continue;
      const [next, nextOther] = [this.#nextOf(one), this.#nextOf(other)];
      this.#mark(next, nextOther);
      if (one === other) this.#mark(next, this.#later);
    }
    return this.#marks <= mostMarks;
  }

  get width(): number {
    const partners = Array.from({ length: this.#size }, (_, step) => {
      let count = 0;
      for (let other = 0; other < this.#size; other++)
        count += this.#together[step * this.#size + other] ?? 0;
      return count;
    }).sort((one, other) => other - one);
    // A step is its own partner as well.
    const width = partners.findIndex((count, place) => count < place + 1);
    return width < 0 ? this.#size : width;
  }

  #mark(some: readonly number[], others: readonly number[]): void {
    this.#marks += some.length * others.length;
    if (this.#marks > mostMarks) return;
    for (const one of some) {
      for (const other of others) {
        const place = one * this.#size + other;
        if (this.#together[place] === 1) continue;
        this.#together[place] = 1;
        this.#together[other * this.#size + one] = 1;
        this.#see(one, other);
      }
    }
  }

  #see(one: number, other: number): void {
    const [place, mirrored] = [one * this.#size + other, other * this.#size + one];
    if (this.#seen[place] === 1) return;
    this.#seen[place] = 1;
    this.#seen[mirrored] = 1;
    if (this.#takesRune(one) && this.#takesRune(other)) this.#queue.push(place);
  }

  #takesRune(step: number): boolean {
    const kind = this.#program.inst[step]?.op ?? 0;
    return kind >= op.rune && kind <= op.runeAnyNotNewline;
  }

  #nextOf(step: number): readonly number[] {
    return this.#closureOf(this.#program.inst[step]?.out ?? 0);
  }

  #closureOf(step: number): readonly number[] {
    return (this.#closures[step] ??= this.#reach(step, false));
  }

  #reach(from: number, isLater: boolean): readonly number[] {
    const found = new Set<number>();
    const stack = [from];
    for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
      const inst = this.#program.inst[step];
      if (step === 0 || inst === undefined || found.has(step)) continue;
      found.add(step);
      if (inst.op === op.alt || inst.op === op.altMatch) stack.push(inst.out, inst.arg);
      if (inst.op === op.capture || inst.op === op.nop) stack.push(inst.out);
      const isPassed = inst.op === op.emptyWidth && !(isLater && (inst.arg & beginOfText) !== 0);
      if (isPassed) stack.push(inst.out);
    }
    return [...found];
  }

  /** Whether there is a character that both steps take. */
  #takeTheSame(one: number, other: number): boolean {
    const [a, b] = [this.#program.inst[one], this.#program.inst[other]];
    if (!a || !b) return false;
    if (one === other || a.runes === b.runes) return true;
    let known = this.#meet.get(a.runes);
    if (!known) this.#meet.set(a.runes, (known = new Map()));
    let meets = known.get(b.runes);
    if (meets === undefined) known.set(b.runes, (meets = meet(a, b)));
    return meets;
  }
}

/** Whether there is a character that both take: one letter, in all cases if it says so, or ranges in order. */
function meet(one: PatternStep, other: PatternStep): boolean {
  const single = one.runes.length === 1 ? one : other;
  if (single.runes.length !== 1) return rangesMeet(one.runes, other.runes);
  return casesOf(single.runes[0] ?? 0).some((rune) => one.matchRune(rune) && other.matchRune(rune));
}

function rangesMeet(some: ArrayLike<number>, others: ArrayLike<number>): boolean {
  for (let one = 0, other = 0; one < some.length && other < others.length;) {
    const [from, to] = [some[one] ?? 0, some[one + 1] ?? 0];
    const [otherFrom, otherTo] = [others[other] ?? 0, others[other + 1] ?? 0];
    if (from <= otherTo && otherFrom <= to) return true;
    if (to < otherTo) one += 2;
    else other += 2;
  }
  return false;
}

/** A letter in all cases, with the two that fold to one of ASCII: the long s and the sign of Kelvin. */
function casesOf(rune: number): number[] {
  const letter = String.fromCodePoint(rune);
  const folding = ['\u017f', '\u212a'];
  const cases = [letter.toLowerCase(), letter.toUpperCase(), letter.toUpperCase().toLowerCase()];
  const texts = [letter, ...cases, ...folding];
  return texts.map((text) => text.codePointAt(0) ?? rune);
}
