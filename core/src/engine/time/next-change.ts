import type { Clock } from '../../time/clock.ts';
import type { CompiledRuleset } from '../compile/compile-ruleset.ts';
import { earliest } from './earliest.ts';

/**
 * The next instant (ms since epoch, later than `clock.now`) at which some flag may resolve to something else though
 * nothing is published; undefined when there is none.
 */
export function nextChange(compiled: CompiledRuleset, clock: Clock): number | undefined {
  let next: number | undefined;
  for (const flag of compiled.flags.values()) next = earliest(next, flag.nextChange(clock));
  for (const segment of compiled.segments.values()) next = earliest(next, segment.nextChange(clock));
  return next;
}
