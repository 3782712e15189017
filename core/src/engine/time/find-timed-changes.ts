import type { Clock } from '../../time/clock.ts';
import type { CompiledRuleset } from '../compile/compile-ruleset.ts';

/** A flag or a segment. */
interface Timed {
  readonly key: string;
  changesBetween(before: Clock, after: Clock): boolean;
}

/** The keys of the flags that may resolve to something else at one clock than at another, in their order. */
export function findTimedChanges(
  { flags, segments }: CompiledRuleset,
  before: Clock,
  after: Clock,
): string[] {
  const moved = findChanged(segments.values(), before, after);
  if (moved.size > 0)
    spread(segments.values(), moved, ({ dependencies }) => hasAny(dependencies.keys(), moved));
  const found = findChanged(flags.values(), before, after);
  if (moved.size + found.size > 0) {
    spread(
      flags.values(),
      found,
      ({ dependencies }) =>
        hasAny(dependencies.segments.keys(), moved) || hasAny(dependencies.flags.keys(), found),
    );
  }
  return [...found].sort();
}

/** Collects what time changes. Usually nothing, and then dependents are not searched. */
function findChanged(all: Iterable<Timed>, before: Clock, after: Clock): Set<string> {
  const found = new Set<string>();
  for (const one of all) if (one.changesBetween(before, after)) found.add(one.key);
  return found;
}

/** Adds what depends on something found, however far. */
function spread<T extends Timed>(all: Iterable<T>, found: Set<string>, depends: (one: T) => boolean): void {
  const others = [...all];
  for (let known = -1; known !== found.size;) {
    known = found.size;
    for (const one of others) if (!found.has(one.key) && depends(one)) found.add(one.key);
  }
}

function hasAny(keys: Iterable<string>, found: ReadonlySet<string>): boolean {
  for (const key of keys) if (found.has(key)) return true;
  return false;
}
