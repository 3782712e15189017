import type { CompiledFlag } from '../nodes/compiled-flag.ts';

/**
 * Flags by key, in the order of their keys. Immutable; {@link with} gives the next one, which shares the places of the keys
 * as long as those stay the same: replacing one flag of ten thousand copies a list, not a map.
 */
export class FlagTable implements ReadonlyMap<string, CompiledFlag> {
  static readonly empty: FlagTable = new FlagTable(new Map(), []);
  readonly #places: ReadonlyMap<string, number>;
  readonly #flags: readonly CompiledFlag[];

  private constructor(places: ReadonlyMap<string, number>, flags: readonly CompiledFlag[]) {
    this.#places = places;
    this.#flags = flags;
  }

  /** Its flags as a list, which is faster to walk through than an iterator. */
  get listed(): readonly CompiledFlag[] {
    return this.#flags;
  }

  get size(): number {
    return this.#flags.length;
  }

  get(key: string): CompiledFlag | undefined {
    const place = this.#places.get(key);
    return place === undefined ? undefined : this.#flags[place];
  }

  has(key: string): boolean {
    return this.#places.has(key);
  }

  /** The table with some flags set and others gone. */
  with(set: ReadonlyMap<string, CompiledFlag>, removed: readonly string[]): FlagTable {
    const gone = removed.filter((key) => this.has(key));
    const replaces = gone.length === 0 && [...set.keys()].every((key) => this.has(key));
    return replaces ? this.#replace(set) : this.#rebuild(set, new Set(gone));
  }

  #replace(set: ReadonlyMap<string, CompiledFlag>): FlagTable {
    if (set.size === 0) return this;
    const flags = [...this.#flags];
    for (const [key, flag] of set) {
      const place = this.#places.get(key);
      if (place !== undefined) flags[place] = flag;
    }
    return new FlagTable(this.#places, flags);
  }

  #rebuild(set: ReadonlyMap<string, CompiledFlag>, gone: ReadonlySet<string>): FlagTable {
    const kept = this.#flags.filter(({ key }) => !gone.has(key) && !set.has(key));
    const flags = [...kept, ...set.values()];
    if (!isSorted(flags)) flags.sort((one, other) => (one.key < other.key ? -1 : 1));
    return new FlagTable(new Map(flags.map(({ key }, place) => [key, place])), flags);
  }

  keys(): MapIterator<string> {
    return this.#places.keys() as MapIterator<string>;
  }

  values(): MapIterator<CompiledFlag> {
    return this.#flags.values();
  }

  entries(): MapIterator<[string, CompiledFlag]> {
    return this.#flags.map((flag): [string, CompiledFlag] => [flag.key, flag]).values();
  }

  [Symbol.iterator](): MapIterator<[string, CompiledFlag]> {
    return this.entries();
  }

  forEach(visit: (flag: CompiledFlag, key: string, table: FlagTable) => void): void {
    for (const flag of this.#flags) visit(flag, flag.key, this);
  }
}

/** Rulesets are sorted already: mostly there is nothing to sort. */
function isSorted(flags: readonly CompiledFlag[]): boolean {
  return flags.every((flag, place) => place === 0 || (flags[place - 1]?.key ?? '') <= flag.key);
}
