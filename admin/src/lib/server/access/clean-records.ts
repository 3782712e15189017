import type { Records } from '@hoist/store';
import type { FailureLimits } from './failure-limits.ts';
import { cleanLinks } from './password-links.ts';

const interval = 60 * 60_000;

interface Cleaned {
  readonly records: Pick<Records, 'remove'>;
  readonly limits: FailureLimits;
  /** The longest lifetime of a session, in ms. */
  readonly longest: number;
}

/** Removes ended sessions, dead links and old failures of sign-in, now and every hour. Returns a function that stops it. */
export function keepClean(cleaned: Cleaned): () => void {
  const clean = () =>
    // Whatever is left because the store is away goes an hour later.
    cleanRecords(cleaned).catch(() => undefined);
  void clean();
  const timer = setInterval(() => void clean(), interval).unref();
  return () => clearInterval(timer);
}

/** Removes ended sessions, dead links and old failures once. */
export async function cleanRecords({ records, limits, longest }: Cleaned): Promise<void> {
  const now = Date.now();
  await limits.clean();
  await cleanLinks(records, now);
  await records.remove('session', [
    { field: 'expiresAt', test: 'lt', value: new Date(now).toISOString() },
    { field: 'createdAt', test: 'lt', value: new Date(now - longest).toISOString(), connector: 'or' },
  ]);
}
