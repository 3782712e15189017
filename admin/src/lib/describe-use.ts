import { dayAgo, listOf, plural, wholeNumber } from './words.ts';

/** How a flag was used in one environment over some time: what card, tab and Connect say alike. */
export interface FlagUse {
  /** Asked for by apps, one flag at a time or in their own process. */
  readonly evaluations: number;
  /** Times that it came along with all flags; whether the app then looked at it, nobody knows. */
  readonly deliveries: number;
  /** Of these, by the keys of browsers and phones. */
  readonly toBrowsers: number;
  /** Evaluations that failed, or deliveries where there is nothing else. */
  readonly failures: number;
  /** Apps that say who they are, the busiest first. */
  readonly apps: readonly string[];
}

/** The use of a flag that no app has asked for. */
export const nobody: FlagUse = { evaluations: 0, deliveries: 0, toBrowsers: 0, failures: 0, apps: [] };

const mostApps = 3;

/** One sentence without its stop: `10 evaluations and 50 deliveries to browsers and phones in the last hour, by shop 1.2`. */
export function describeUse(use: FlagUse, when: string): string {
  const { evaluations, deliveries, failures, apps } = use;
  if (evaluations + deliveries === 0) return `No app has asked ${when}`;
  const counts = [
    ...(evaluations > 0 ? [plural(evaluations, 'evaluation')] : []),
    ...(deliveries > 0 ? [`${plural(deliveries, 'delivery', 'deliveries')}${describeReaders(use)}`] : []),
  ];
  const more = apps.length > mostApps ? [`${wholeNumber(apps.length - mostApps)} more`] : [];
  const who = apps.length > 0 ? `, by ${listOf([...apps.slice(0, mostApps), ...more])}` : '';
  const failed = failures > 0 ? `, ${plural(failures, 'failure')}` : '';
  return `${listOf(counts)} ${when}${who}${failed}`;
}

function describeReaders({ deliveries, toBrowsers }: FlagUse): string {
  if (toBrowsers === deliveries) return ' to browsers and phones';
  return toBrowsers === 0 ? ' with all flags' : ' with all flags, to servers, browsers and phones';
}

/** When it was last used, for a list: `today`, `3 days ago, delivered only`, `Not yet`. Ms since epoch, days in UTC. */
export function describeLastUse(
  { lastDay, evaluated }: { readonly lastDay: number | undefined; readonly evaluated: boolean },
  now: number,
): string {
  const day = dayAgo(lastDay, now);
  return lastDay === undefined || evaluated ? day : `${day}, delivered only`;
}
