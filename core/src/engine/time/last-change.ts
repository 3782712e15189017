import type { Clock } from '../../time/clock.ts';
import type { CompiledRuleset } from '../compile/compile-ruleset.ts';
import type { CompiledFlag } from '../nodes/compiled-flag.ts';
import type { CompiledSegment } from '../nodes/compiled-segment.ts';
import type { Audience } from '../evaluate/evaluate.ts';

/**
 * The latest instant (ms since the Unix epoch), up to a clock, at which time alone may have changed what some flag that an
 * audience sees resolves to; 0 where there was none. The same on every host with the same ruleset and clock.
 */
export function lastChange(compiled: CompiledRuleset, clock: Clock, audience: Audience): number {
  let last = 0;
  for (const one of findAsked(compiled, audience)) last = lastChangeOf(one, clock, last);
  return last;
}

/** A flag or a segment that time may change. */
type Timed = Pick<CompiledFlag | CompiledSegment, 'changesBetween'>;

/** The latest instant after `from` at which one thing changed; `from` where there was none. By halves: plugins only look ahead. */
function lastChangeOf(one: Timed, clock: Clock, from: number): number {
  const changesAfter = (instant: number) =>
    one.changesBetween({ now: instant, rolloutNow: Math.min(instant, clock.rolloutNow) }, clock);
  if (!changesAfter(from)) return from;
  let [before, last] = [from, Math.ceil(clock.now)];
  while (last - before > 1) {
    const middle = Math.floor((before + last) / 2);
    if (changesAfter(middle)) before = middle;
    else last = middle;
  }
  return last;
}

/** The flags that an audience sees, and all flags and segments that they ask, however far. */
function findAsked({ flags }: CompiledRuleset, audience: Audience): ReadonlySet<Timed> {
  const found = new Set<Timed>();
  const addSegment = (segment: CompiledSegment | undefined) => {
    if (!segment || found.has(segment)) return;
    found.add(segment);
    for (const asked of segment.dependencies.values()) addSegment(asked);
  };
  const addFlag = (flag: CompiledFlag | undefined) => {
    if (!flag || found.has(flag)) return;
    found.add(flag);
    for (const asked of flag.dependencies.flags.values()) addFlag(asked);
    for (const segment of flag.dependencies.segments.values()) addSegment(segment);
  };
  for (const flag of flags.values()) if (audience === 'server' || flag.clientVisible) addFlag(flag);
  return found;
}
