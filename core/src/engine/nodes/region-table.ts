import { toAttributePath } from './attribute-path.ts';
import type { AttributePath } from './attribute-path.ts';
import { toProblem } from './problem.ts';
import type { Problem } from './problem.ts';
import { findRegionGroup } from '../../model/regions/region-groups.ts';
import { RegionSet } from '../../model/regions/region-set.ts';
import { defaultRegions } from '../../model/regions/regions.ts';
import type { Regions } from '../../model/regions/regions.ts';
import { isKnownRegion } from '../../model/regions/world-regions.ts';

/** An unknown name in a list of regions. */
interface UnknownRegion {
  readonly index: number;
  readonly message: string;
  /** A code is compared as it is written, known or not; a group that is missing says nothing. */
  readonly usable: boolean;
}

export interface FoundRegions {
  /** Undefined when a group is missing. */
  readonly set: RegionSet | undefined;
  readonly unknown: readonly UnknownRegion[];
}

const mostFound = 1_000;

/** An installation's regions, ready to be looked up. Equal lists share one set. */
export class RegionTable {
  readonly source: Regions;
  /** The attribute that says where a person is. */
  readonly path: AttributePath;
  /** What is wrong with the installation's own groups. It keeps nothing from being evaluated. */
  readonly problems: readonly Problem[];
  readonly #own = new Map<string, readonly string[]>();
  readonly #found = new Map<string, FoundRegions>();

  constructor(source: Regions = defaultRegions) {
    const problems: Problem[] = [];
    this.source = source;
    this.path = toAttributePath(source.attribute);
    for (const [key, members] of Object.entries(source.groups)) {
      const codes = new Set<string>();
      members.forEach((member, index) => {
        const named = findRegionGroup(member)?.codes ?? (isGroupName(member) ? undefined : [member]);
        for (const code of named ?? []) codes.add(code);
        const unknown = named === undefined ? unknownGroup(member) : unknownCode(member);
        if (unknown === undefined) return;
        const found = { code: 'region-unknown', message: unknown, inactive: true } as const;
        problems.push(toProblem('regions', { ...found, steps: ['groups', key, index] }));
      });
      this.#own.set(key, [...codes]);
    }
    this.problems = problems;
  }

  /** The codes of a group, of this installation or one that all have, or of a region; undefined for a group that is missing. */
  codesOf(name: string): readonly string[] | undefined {
    return this.#groupOf(name) ?? (isGroupName(name) ? undefined : [name]);
  }

  /** The regions that a list names, and what is wrong with it. */
  find(names: readonly string[]): FoundRegions {
    const list = names.join(' ');
    const known = this.#found.get(list);
    if (known !== undefined) return known;
    const codes: string[] = [];
    const unknown: UnknownRegion[] = [];
    names.forEach((name, index) => {
      const named = this.codesOf(name);
      const usable = named !== undefined;
      if (usable) codes.push(...named);
      const message = usable ? unknownCode(name, this.#groupOf(name)) : unknownGroup(name);
      if (message !== undefined) unknown.push({ index, message, usable });
    });
    const set = unknown.every(({ usable }) => usable) ? new RegionSet(codes) : undefined;
    const found = { set, unknown };
    // A table outlives rulesets: what they asked for must not pile up.
    if (this.#found.size >= mostFound) this.#found.clear();
    this.#found.set(list, found);
    return found;
  }

  #groupOf(name: string): readonly string[] | undefined {
    return this.#own.get(name) ?? findRegionGroup(name)?.codes;
  }
}

function isGroupName(name: string): boolean {
  return name.length > 2 && !name.includes('-');
}

function unknownCode(name: string, group = findRegionGroup(name)?.codes): string | undefined {
  if (group !== undefined || isKnownRegion(name)) return undefined;
  const country = name.slice(0, 2);
  const meant = mistaken.get(country);
  return meant === undefined
    ? `'${country}' is no country of ISO 3166-1. Correct it, or take it out.`
    : `'${country}' is no country of ISO 3166-1. Use '${meant}'.`;
}

function unknownGroup(name: string): string {
  return `The region group '${name}' does not exist here. Choose another, or add it first.`;
}

/** Codes that people write for others, because they are used elsewhere. */
const mistaken: ReadonlyMap<string, string> = new Map([
  ['UK', 'GB'],
  ['EL', 'GR'],
]);
