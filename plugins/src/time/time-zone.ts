import { zoneClock } from '../values/zone-clock.ts';

/** A time zone by its IANA name. Wall times are ms since epoch as if they were UTC. For publishing only: hosts never ask. */
interface TimeZone {
  /** What the clocks show at an instant. */
  toWall(instant: number): number;
  /**
   * When the clocks show a wall time. One that they show twice is the first of the two; one that they skip is the moment at
   * which they skip it. So a later wall time is never an earlier instant.
   */
  toInstant(wall: number): number;
}

/** Undefined for a zone that is unknown on this host. */
export function openTimeZone(name: string): TimeZone | undefined {
  try {
    const clock = zoneClock(name);
    return {
      toWall: (instant) => clock.shows(instant) ?? instant,
      toInstant: (wall) => clock.firstAt(wall),
    };
  } catch {
    return undefined;
  }
}
