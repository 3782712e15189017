import type { Moment } from '@hoist/core';
import { openTimeZone } from '../time/time-zone.ts';
import { readWallTime } from '../time/wall-time.ts';

/** The instant at which clocks in a time zone show a time, as text; undefined where either does not exist. */
export function toInstantText(at: string, timeZone: string): string | undefined {
  const wall = readWallTime(at);
  const zone = openTimeZone(timeZone);
  return wall === undefined || !zone ? undefined : new Date(zone.toInstant(wall)).toISOString();
}

/** When something begins, in words: as the reader names it, or as it was written. */
export function nameBeginning(
  { at, timeZone }: { readonly at: string; readonly timeZone: string },
  instant: number | undefined,
  moment: Moment | undefined,
): string {
  if (moment && instant !== undefined) return moment.nameTime(instant);
  return `${at.replace('T', ' ')} (${timeZone})`;
}
