import type { Clock } from '../clock.ts';
import type { CompiledRuleset } from './compile-ruleset.ts';

/** A flag or a segment. */
interface Timed {
  changesBetween(before: Clock, after: Clock): boolean;
}

/** The keys of the flags that may resolve to something else at one clock than at another, in their order. */
export function findTimedChanges(
  { flags, segments }: CompiledRuleset,
  before: Clock,
  after: Clock,
): string[] {
  const moved = spread(segments, { before, after }, ({ dependencies }, found) =>
    hasAny(dependencies.keys(), found),
  );
  return [
    ...spread(
      flags,
      { before, after },
      ({ dependencies }, found) =>
        hasAny(dependencies.segments.keys(), moved) || hasAny(dependencies.flags.keys(), found),
    ),
  ].sort();
}

/** What changes by itself, and what depends on something that does, however far. */
function spread<T extends Timed>(
  all: ReadonlyMap<string, T>,
  { before, after }: { readonly before: Clock; readonly after: Clock },
  depends: (one: T, found: ReadonlySet<string>) => boolean,
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [key, one] of all) if (one.changesBetween(before, after)) found.add(key);
  for (let known = -1; known !== found.size;) {
    known = found.size;
    for (const [key, one] of all) if (!found.has(key) && depends(one, found)) found.add(key);
  }
  return found;
}

function hasAny(keys: Iterable<string>, found: ReadonlySet<string>): boolean {
  for (const key of keys) if (found.has(key)) return true;
  return false;
}
