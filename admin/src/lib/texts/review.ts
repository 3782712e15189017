import { listOf, wholeNumber } from '../words.ts';

/** The words of what is looked at before it is published: what is pending in an environment, and a change of a setting. */
export const reviewTexts = {
  title: (environment: string) => `What waits for ${environment}`,
  text: 'Edited elsewhere, not served here yet. Nothing changes for anybody until it is published.',
  nothing: (environment: string) =>
    `Nothing is pending: ${environment} serves the latest revision of everything it uses.`,
  changes: 'Changes',
  revision: (published: number, latest: number) => `revision ${published} → ${latest}`,
  affects: (flags: readonly string[]) =>
    flags.length === 0 ? 'Changes no flag here.' : `Can change ${listOf(flags)}.`,
  problem: (problem: string) => `It waits because it would not work: ${problem}`,
  /** Who is affected by a change of a setting. */
  affected: {
    title: 'Who is affected',
    caption: (people: number, margin: string) =>
      `Of ${wholeNumber(people)} made-up people each, right to within ${margin} percentage points.`,
    of: 'People',
    anybody: 'with nothing but an ID',
    within: (name: string) => `in ${name}`,
    gain: 'gain it',
    lose: 'lose it',
    switch: 'get another version',
    fail: 'fail',
    keep: 'keep it',
    noDependents: 'No flag depends on it.',
  },
  json: {
    show: 'Show JSON',
    hide: 'Hide JSON',
    label: 'The setting as JSON, before and after',
    before: 'Before: ',
    after: 'After: ',
    failed: 'Hoist did not answer. Ask again in a moment.',
  },
  open: 'Open',
  leaves: 'What you leave unticked stays pending.',
  publish: (environment: string) => `Publish to ${environment}`,
  forbidden: (environment: string) =>
    `Your role may look, not publish to ${environment}. Ask a publisher or an administrator.`,
} as const;
