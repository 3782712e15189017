const numbers = new Intl.NumberFormat('en');
const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** "None yet", "1 flag", "1,204 flags". */
export function countOf(count: number, thing: string): string {
  if (count === 0) return 'None yet';
  return `${numbers.format(count)} ${thing}${count === 1 ? '' : 's'}`;
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** "3 minutes ago", "yesterday"; `now` is ms since the epoch. */
export function timeAgo(instant: string, now: number): string {
  const passed = Date.parse(instant) - now;
  const [unit, length] = units.find(([, length]) => Math.abs(passed) >= length) ?? ['minute', 60_000];
  if (Math.abs(passed) < 60_000) return 'just now';
  return relative.format(Math.round(passed / length), unit);
}

/** "dev", "dev and staging", "dev, staging and prod". */
export function listOf(words: readonly string[]): string {
  return new Intl.ListFormat('en').format(words).replace(/, and /, ' and ');
}

const dayAndTime = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });
const dayOf = (instant: number) => Math.floor(instant / 86_400_000);

/** "14:00 UTC" today, "Thu 26 Nov, 14:00 UTC" on any other day; both are ms since the epoch. */
export function nameTime(instant: number, now: number): string {
  return `${(dayOf(instant) === dayOf(now) ? time : dayAndTime).format(instant)} UTC`;
}

const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

/** "950", "1.2K", "3.4M". */
export function shortNumber(count: number): string {
  return compact.format(count);
}
