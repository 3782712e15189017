import { zoneClock } from './zone-clock.ts';

const day = 86_400_000;
const minute = 60_000;
/** Windows come back within a week, or within two where the clocks skip one whole; some end two days after they began. */
const daysLooked = 17;
const lookAgain = 7 * day;

/** A window of time on some days of the week, by the clock of a time zone. */
export interface WindowPlan {
  /** 0 for Sunday to 6 for Saturday: the days on which it begins. */
  readonly days: ReadonlySet<number>;
  /** Minutes after midnight; `to` belongs to the next day when it is not later than `from`. */
  readonly from: number;
  readonly to: number;
  readonly timeZone: string;
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Tells whether an instant lies in a window. It remembers the stretch of time in which the answer stands, so that the time
 * zone is asked a few times a day and not per evaluation. Throws RangeError for a zone that is unknown on the host.
 */
export class DailyWindow {
  readonly #plan: WindowPlan;
  readonly #clock: ReturnType<typeof zoneClock>;
  #start = Number.POSITIVE_INFINITY;
  #end = Number.NEGATIVE_INFINITY;
  #isIn: boolean | undefined = undefined;

  constructor(plan: WindowPlan) {
    this.#plan = plan;
    this.#clock = zoneClock(plan.timeZone);
  }

  /** Undefined for an instant that the host cannot put into a calendar. */
  includes(now: number): boolean | undefined {
    if (now < this.#start || now >= this.#end) this.#look(now);
    return this.#isIn;
  }

  /** The next instant at which the answer is another one; undefined when it stays. */
  nextChange(now: number): number | undefined {
    if (now < this.#start || now >= this.#end) this.#look(now);
    return Number.isFinite(this.#end) ? this.#end : undefined;
  }

  /** Finds the answer at an instant, and until when it stands. */
  #look(now: number): void {
    const shown = this.#clock.shows(now);
    this.#start = now;
    this.#end = Number.POSITIVE_INFINITY;
    this.#isIn = shown === undefined ? undefined : this.#isAlways;
    if (shown === undefined || this.#isAlways) return;
    const today = Math.floor(shown / day) * day;
    for (const { start, end } of this.#spansAround(today)) {
      if (end <= now) continue;
      this.#isIn = start <= now;
      this.#end = this.#isIn ? end : start;
      return;
    }
    // That nothing was found so far ahead says nothing of what lies behind it.
    this.#end = now + lookAgain;
  }

  get #isAlways(): boolean {
    return this.#plan.days.size === 7 && this.#plan.from === this.#plan.to;
  }

  /** When it is open, in order, from the days before a date (as if it were UTC) on; spans that meet are one. */
  #spansAround(today: number): readonly Span[] {
    const { days, from, to } = this.#plan;
    const spans: Span[] = [];
    for (let date = today - 2 * day; date <= today + daysLooked * day; date += day) {
      if (!days.has(new Date(date).getUTCDay())) continue;
      const start = this.#clock.firstAt(date + from * minute);
      const end = this.#clock.firstAt(date + to * minute + (to <= from ? day : 0));
      const before = spans[spans.length - 1];
      if (before && start <= before.end)
        spans[spans.length - 1] = { start: before.start, end: Math.max(end, before.end) };
      else if (end > start) spans.push({ start, end });
    }
    return spans;
  }
}
