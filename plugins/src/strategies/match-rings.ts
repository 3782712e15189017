import type { Ring } from './rings-plan.ts';

/**
 * For each ring the one that it was before, where there was one. A name is words for people, so renaming a ring, or
 * putting it elsewhere in the list, makes no other ring of it. What says most goes first: the same ring in all but its
 * name, then its name, then its audience, and last of all the place, where a single ring is gone and a single one is new.
 */
export function matchRings(rings: readonly Ring[], before: readonly Ring[]): ReadonlyMap<Ring, Ring> {
  const matched = new Map<Ring, Ring>();
  const gone = new Set(before);
  const left = () => rings.filter((ring) => !matched.has(ring));
  for (const isSame of [isEqual, isRenamed, isNamesake, isSameAudience]) {
    for (const ring of left()) {
      const old = [...gone].find((each) => isSame(ring, each));
      if (!old) continue;
      matched.set(ring, old);
      gone.delete(old);
    }
  }
  const [ring, ...others] = left();
  const [old] = gone;
  if (ring && old && others.length === 0 && gone.size === 1 && rings.indexOf(ring) === before.indexOf(old))
    matched.set(ring, old);
  return matched;
}

function isEqual(one: Ring, other: Ring): boolean {
  return isNamesake(one, other) && isRenamed(one, other);
}

function isRenamed(one: Ring, other: Ring): boolean {
  const { percent, at, timeZone } = other;
  return one.percent === percent && one.at === at && one.timeZone === timeZone && isSameAudience(one, other);
}

function isNamesake(one: Ring, other: Ring): boolean {
  return one.name === other.name;
}

function isSameAudience({ segments, regions }: Ring, other: Ring): boolean {
  return isSameSet(segments, other.segments) && isSameSet(regions, other.regions);
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  const [names, others] = [new Set(one), new Set(other)];
  return names.size === others.size && [...names].every((name) => others.has(name));
}
