import { plural } from '../words.ts';

/** The words of an environment wherever it is named, and of what reaches it. */
export const environmentTexts = {
  environments: 'Environments',
  protected: 'protected',
  pending: 'A change is pending',
  /** Where a segment, a bucket group or a region is used. */
  used: {
    title: 'Where it is used',
    nowhere: 'No flag uses it here',
    pending: (revision: number | undefined, sentence: string | undefined, latest: number) =>
      `Uses revision ${revision}${sentence ? `: ${sentence}` : ''}. A change is pending: revision ${latest}`,
  },
  reach: {
    nobody: (environment: string) =>
      `No relay is running: no app sees what ${environment} serves. Start one, or look at its log.`,
    live: (live: number, relays: number) => `Live on ${live} of ${plural(relays, 'relay')}`,
    soFar: 'so far',
    after: (seconds: number) =>
      seconds < 0.05 ? 'at once' : `${seconds.toFixed(1)} s after the last change`,
    browsers: 'Browsers follow at their next refresh.',
  },
} as const;
