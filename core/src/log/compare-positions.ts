import type { LogPosition } from './log-state.ts';

/** Below 0 where the first position is older, above 0 where it is newer: an epoch orders before a version does. */
export function comparePositions(
  one: Pick<LogPosition, 'epoch' | 'version'>,
  other: Pick<LogPosition, 'epoch' | 'version'>,
): number {
  return one.epoch - other.epoch || one.version - other.version;
}
