import type { Bucket, FailureLimits } from '../access/failure-limits.ts';
import { UseCaseError } from '../errors/use-case-error.ts';

/**
 * Runs what may be guessed, and counts it as a failure of the bucket unless it succeeds; faults of the store count for nobody.
 * Throws UseCaseError 429 while the bucket has to wait.
 */
export async function limitTries<Result>(
  limits: FailureLimits,
  bucket: Bucket,
  work: () => Promise<Result>,
): Promise<Result> {
  const begun = await limits.begin([bucket]);
  if (typeof begun === 'number') {
    const seconds = Math.ceil(begun / 1_000);
    throw new UseCaseError(
      'too-many-tries',
      `Too many tries failed. Wait ${seconds} seconds, then try again.`,
    );
  }
  try {
    const result = await work();
    await begun.release();
    return result;
  } catch (error) {
    if (!(error instanceof UseCaseError)) await begun.release().catch(() => undefined);
    throw error;
  }
}
