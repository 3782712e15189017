import { openTimeZone } from './time-zone.ts';

/** The days of a week, Sunday first, as `Date` counts them. */
export const weekDays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/**
 * The days and hours in which a rollout may advance. From a time of day up to another, `24:00` at the latest; one
 * that ends before it begins goes on into the next day and belongs to the day on which it begins.
 */
export interface AdvanceWindow {
  readonly timeZone: string;
  readonly days: readonly (typeof weekDays)[number][];
  readonly from: string;
  readonly to: string;
}

const day = 86_400_000;
const minute = 60_000;

/**
 * Gives, for an instant, the first one from then on that lies in a window; undefined for a time zone that this host does not
 * know. A day of which the clocks skip all of the window has none.
 */
export function openWindow(window: AdvanceWindow): ((instant: number) => number) | undefined {
  const zone = openTimeZone(window.timeZone);
  if (!zone) return undefined;
  const [opens, closes] = [toMinutes(window.from) * minute, toMinutes(window.to) * minute];
  const length = closes > opens ? closes - opens : closes - opens + day;
  return (instant) => {
    const today = Math.floor(zone.toWall(instant) / day) * day;
    // Yesterday's may still be open; eight days on, each day of the week has been asked, one of them skipped by the clocks.
    for (let ahead = -1; ahead <= 14; ahead++) {
      const start = today + ahead * day;
      const name = weekDays[new Date(start).getUTCDay()];
      if (name === undefined || !window.days.includes(name)) continue;
      const from = zone.toInstant(start + opens);
      const to = zone.toInstant(start + opens + length);
      if (instant < to && from < to) return Math.max(instant, from);
    }
    return instant;
  };
}

function toMinutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}
