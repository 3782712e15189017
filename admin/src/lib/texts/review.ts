import { listOf } from '../words.ts';

/** The words of the page that publishes what is pending in an environment. */
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
  open: 'Open',
  leaves: 'What you leave unticked stays pending.',
  publish: (environment: string) => `Publish to ${environment}`,
  forbidden: (environment: string) =>
    `Your role may look, not publish to ${environment}. Ask a publisher or an administrator.`,
} as const;
