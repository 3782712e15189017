const numbers = new Intl.NumberFormat('en');
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** "1,204". */
export function wholeNumber(count: number): string {
  return numbers.format(count);
}

/** "None yet", "1 flag", "1,204 flags". */
export function countOf(count: number, thing: string): string {
  if (count === 0) return 'None yet';
  return plural(count, thing);
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** "3 minutes ago", "yesterday", "some time ago" where nobody knows when; `now` is ms since the epoch. */
export function timeAgo(instant: string, now: number): string {
  const passed = Date.parse(instant) - now;
  if (Number.isNaN(passed)) return 'some time ago';
  const [unit, length] = units.find(([, length]) => Math.abs(passed) >= length) ?? ['minute', 60_000];
  if (Math.abs(passed) < 60_000) return 'just now';
  return relative.format(Math.round(passed / length), unit);
}

/** "dev", "dev and staging", "dev, staging and prod". */
export function listOf(words: readonly string[]): string {
  return new Intl.ListFormat('en').format(words).replace(/, and /, ' and ');
}

const dayAndTime = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
} as const;
const time = { hour: '2-digit', minute: '2-digit' } as const;
const day = { weekday: 'long', day: 'numeric', month: 'long' } as const;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format is slow; there are as many as time zones. */
function formatOf(zone: string, parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${Object.keys(parts).join()}`;
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.DateTimeFormat('en-GB', { ...parts, timeZone: zone })));
  return format;
}

/** "14:00 CET" today, "Thu 26 Nov, 14:00 CET" on any other day of that zone; both are ms since the epoch. */
export function nameTime(instant: number, now: number, zone: string): string {
  const parts = nameDay(instant, zone) === nameDay(now, zone) ? time : dayAndTime;
  return formatOf(zone, { ...parts, timeZoneName: 'short' }).format(instant);
}

/** "Thu 26 Nov, 14:00 CET", for what is read on any day; `instant` is ms since the epoch. */
export function nameDayAndTime(instant: number, zone: string): string {
  return formatOf(zone, { ...dayAndTime, timeZoneName: 'short' }).format(instant);
}

const exactly = { ...dayAndTime, year: 'numeric', second: '2-digit', timeZoneName: 'short' } as const;

/** "Thu 26 Nov 2026, 14:00:05 CET", for what is looked up; `instant` is ms since the epoch. */
export function nameExactly(instant: number, zone: string): string {
  return formatOf(zone, exactly).format(instant);
}

/** "at 14:00 CET" today, "on Thu 26 Nov, 14:00 CET" on any other day; as `nameTime`. */
export function nameWhen(instant: number, now: number, zone: string): string {
  const isToday = nameDay(instant, zone) === nameDay(now, zone);
  return `${isToday ? 'at' : 'on'} ${nameTime(instant, now, zone)}`;
}

/** "1 day", "36 hours", "1.5 hours": how long something takes. */
export function lengthOf(hours: number): string {
  return hours > 0 && hours % 24 === 0 ? plural(hours / 24, 'day') : plural(hours, 'hour');
}

/** "1 flag", "1,204 flags", "2 deliveries". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${numbers.format(count)} ${count === 1 ? one : many}`;
}

/** "14:00" or "Thu 26 Nov, 14:00", where the zone has been named. */
export function nameShortTime(instant: number, now: number, zone: string): string {
  const parts = nameDay(instant, zone) === nameDay(now, zone) ? time : dayAndTime;
  return formatOf(zone, parts).format(instant);
}

/** "14:00". */
export function nameClock(instant: number, zone: string): string {
  return formatOf(zone, time).format(instant);
}

/** "26 November 2026" for a day like 2026-11-26. */
export function nameDate(day: string): string {
  return formatOf('UTC', { day: 'numeric', month: 'long', year: 'numeric' }).format(Date.parse(day));
}

/** "Thursday 26 November". */
export function nameDay(instant: number, zone: string): string {
  return formatOf(zone, day).format(instant);
}

/** A time zone by its IANA name; UTC for anything else. */
export function readZone(name: string | undefined): string {
  if (name === undefined || name.length > 64) return 'UTC';
  try {
    return formatOf(name, time).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

/** "950", "1.2 k", "3.4 M". */
export function shortNumber(count: number): string {
  return compact
    .format(count)
    .replace(/K$/, '\u00a0k')
    .replace(/(?=[MBT]$)/, '\u00a0');
}

/** "today", "yesterday", "3 days ago"; "Not yet" for a day that nobody knows. Ms since epoch, days in UTC. */
export function dayAgo(day: number | undefined, now: number): string {
  if (day === undefined) return 'Not yet';
  const dayLength = 86_400_000;
  return relative.format(Math.min(0, Math.floor(day / dayLength) - Math.floor(now / dayLength)), 'day');
}

/** "MO" for Mira Okafor. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase();
}
