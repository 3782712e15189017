const hour = 3_600_000;
/** No zone is further from UTC, today or ever. */
const widest = 26 * hour;
/** `Intl` supports no other instants; years before 1 would need an era. */
const first = -62_135_596_800_000 + widest;
const last = 8.64e15 - widest;

const clocks = new Map<string, ZoneClock>();
/** There are some 450 zones, and other names for them. */
const mostClocks = 1_000;

/** The clock of a zone; all that ask for it share one, because it is large. Throws RangeError for a zone that is unknown. */
export function zoneClock(timeZone: string): ZoneClock {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const clock = new ZoneClock(timeZone);
  if (clocks.size < mostClocks) clocks.set(timeZone, clock);
  return clock;
}

/** The clock on the wall of one IANA time zone, by the host's time-zone data. */
class ZoneClock {
  readonly #format: Intl.DateTimeFormat;

  constructor(timeZone: string) {
    this.#format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  /** What the clock shows at an instant, as if it were UTC: ms since epoch. Undefined beyond the range of `Intl`. */
  shows(instant: number): number | undefined {
    return instant >= first && instant <= last ? instant + this.#offsetAt(instant) : undefined;
  }

  /**
   * The first instant at which the clock shows `local` (as if it were UTC) or a later time: where clocks are put back, the
   * first of the two; where they are put forward over it, the moment of doing so.
   */
  firstAt(local: number): number {
    const before = this.#offsetAt(local - widest);
    const after = this.#offsetAt(local + widest);
    if (before === after) return local - before;
    const change = this.#findChange(local - widest, local + widest);
    return local - before < change ? local - before : Math.max(change, local - after);
  }

  /** The first instant in `(from, to]` of another offset than at `from`. Zones change far less often than every two days. */
  #findChange(from: number, to: number): number {
    const offset = this.#offsetAt(from);
    let same = from;
    let other = to;
    while (other - same > 1) {
      const middle = Math.floor((same + other) / 2);
      if (this.#offsetAt(middle) === offset) same = middle;
      else other = middle;
    }
    return other;
  }

  #offsetAt(instant: number): number {
    const shown: Record<string, number> = {};
    for (const { type, value } of this.#format.formatToParts(instant)) shown[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour: hours = 0, minute = 0, second = 0 } = shown;
    return Date.UTC(year, month - 1, day, hours, minute, second) - Math.floor(instant / 1_000) * 1_000;
  }
}
