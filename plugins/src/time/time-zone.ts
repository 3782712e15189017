const day = 86_400_000;

/** A time zone by its IANA name. Wall times are ms since epoch as if they were UTC. For publishing only: hosts never ask. */
export interface TimeZone {
  /** What the clocks show at an instant. */
  toWall(instant: number): number;
  /**
   * When the clocks show a wall time. One that they show twice is the first of the two; one that they skip is the moment at
   * which they skip it. So a later wall time is never an earlier instant.
   */
  toInstant(wall: number): number;
}

/** Undefined for a zone that this host does not know. */
export function openTimeZone(name: string): TimeZone | undefined {
  const format = toFormat(name);
  if (!format) return undefined;
  const toWall = (instant: number) => readWall(format, instant);
  const offsetAt = (instant: number) => toWall(instant) - instant;
  return {
    toWall,
    toInstant(wall) {
      const before = offsetAt(wall - day);
      const after = offsetAt(wall + day);
      const shown = [wall - before, wall - after].filter((instant) => toWall(instant) === wall);
      if (shown.length > 0) return Math.min(...shown);
      return findJump(wall - after, wall - before, offsetAt);
    },
  };
}

/** The first instant after `early` at which the offset is another one. */
function findJump(early: number, late: number, offsetAt: (instant: number) => number): number {
  const offset = offsetAt(early);
  let [from, to] = [early, late];
  while (to - from > 1) {
    const middle = Math.floor((from + to) / 2);
    if (offsetAt(middle) === offset) from = middle;
    else to = middle;
  }
  return to;
}

function toFormat(timeZone: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return undefined;
  }
}

function readWall(format: Intl.DateTimeFormat, instant: number): number {
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
  const read = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0;
  const seconds = Date.UTC(
    read('year'),
    read('month') - 1,
    read('day'),
    read('hour'),
    read('minute'),
    read('second'),
  );
  return seconds + (((instant % 1_000) + 1_000) % 1_000);
}
