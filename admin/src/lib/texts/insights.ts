import { listOf, plural } from '../words.ts';

/** The words of Insights. */
export const insightsTexts = {
  none: 'None yet',
  noData: 'No data yet',
  totals: {
    label: 'Totals',
    notSetUp: (kinds: string, count: number) => `${kinds}. ${count} not set up anywhere`,
    unused: (count: number) => `${count} not used by any flag`,
    evaluations: (window: string) => `Evaluations, ${window}`,
    noRelays: 'None running',
    upToDate: 'All up to date',
    behind: 'Some are behind',
  },
  overTime: {
    title: 'Evaluations, by environment',
    label: (window: string) => `Evaluations in ${window}, by environment`,
    nothing: 'No data yet. Every evaluation of a relay or of an app shows here within seconds.',
    late: (count: number) =>
      `${plural(count, 'evaluation')} arrived more than 48 hours late in the last 30 days and are in no number here. ` +
      'Look at the clocks of your relays and apps.',
  },
  cleanUp: {
    title: 'Clean up',
    text: 'Flags that nobody has asked for in 14 days, and segments that no flag uses',
    nothing: 'Nothing to clean up: everything is in use, or still young.',
    unused: (days: number | undefined) =>
      days === undefined
        ? 'No app has asked for it in the last 30 days.'
        : `No app has asked for it for ${days} days.`,
    on: (environments: readonly string[]) =>
      environments.length === 0 ? 'It is off everywhere.' : `It is on in ${listOf(environments)}.`,
    segment: 'This segment is used by no flag.',
    untouched: 'No app is touched by it.',
  },
  busiest: { title: 'Busiest flags', text: 'Evaluations, 7 days', nothing: 'No data yet.' },
  failing: { title: 'Failing flags', text: 'Failures, 7 days' },
  relays: {
    title: 'Relays',
    nothing: 'No relay has reported in the last 30 seconds: no app sees your flags.',
    upToDate: 'Up to date',
    behind: (environments: readonly string[]) => `Behind in ${listOf(environments)}`,
  },
} as const;
